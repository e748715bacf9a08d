import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { sha256 } from '../../../domain/digest.ts';

/**
 * htmx as the catalogue uses it: it changes the list in place and keeps the address and the back button right. Nothing that
 * the content policy refuses is asked for; pages are fetched again when somebody goes back, because what is remembered of
 * them may have been withdrawn meanwhile.
 */
const settings = `htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.allowScriptTags = false;
htmx.config.historyCacheSize = 0;
htmx.config.defaultSettleDelay = 0;
`;

const file = createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js');
const text = `${readFileSync(file, 'utf8')}\n${settings}`;

/** The script of the catalogue, under an address that holds its digest. */
export const catalogueScript = { path: `/assets/htmx-${sha256(text).slice(0, 12)}.js`, text };
