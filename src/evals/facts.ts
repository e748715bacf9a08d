import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Dimension, rubricChecks } from '../domain/rubric.ts';
import type { Ground } from './ground.ts';
import { escapeHtml, type Site, type SitePage } from './invented-site.ts';

const Said = z.union([z.string().transform((text) => [text]), z.array(z.string()).min(1)]);
const Fact = z.strictObject({ under: z.string(), fact: Said, denial: Said });
const Facts = z.strictObject({
  facts: z.record(z.string(), Fact),
  padding: z.array(z.strictObject({ title: z.string(), paragraphs: z.array(z.string()).min(1) })).min(1),
});
export type Facts = z.infer<typeof Facts>;

/** The product that the facts are of. */
export const inventedName = 'Harbourline';

/** The invented facts and padding. Throws where a check of the rubric has no fact, or a fact no check. */
export async function readFacts(ground: Ground): Promise<Facts> {
  const facts = Facts.parse(parse(await readFile(join(ground.dataFolder, 'facts.yaml'), 'utf8')));
  const asked = rubricChecks(ground.rubric).map(({ check }) => check.id);
  const missing = asked.filter((id) => facts.facts[id] === undefined);
  const surplus = Object.keys(facts.facts).filter((id) => !asked.includes(id));
  if (missing.length + surplus.length > 0) {
    throw new Error(`evals/facts.yaml and the rubric differ: ${[...missing, ...surplus].join(', ')}`);
  }
  return facts;
}

/** A site that says nothing of any check. */
export function bareSite({ padding }: Facts): Site {
  const pages = padding.map(({ title, paragraphs }, at) => ({
    path: `/manual/page-${at + 1}`,
    title,
    main: paragraphs.map(paragraph).join(''),
  }));
  return { slug: 'harbourline', name: inventedName, pages };
}

/** The site with these facts, or denials, planted: each on a page of its own. */
export function planted(site: Site, facts: Facts, plants: readonly { check: string; say: 'fact' | 'denial' }[]): Site {
  return { ...site, pages: [...site.pages, ...plants.map(({ check, say }) => plantPage(facts, check, say))] };
}

function plantPage({ facts }: Facts, check: string, say: 'fact' | 'denial'): SitePage {
  const fact = facts[check];
  if (!fact) throw new Error(`there is no fact for ${check}`);
  const path = `/guide/${check.replace('.', '/')}${say === 'denial' ? '-limits' : ''}`;
  const main = `<h2>${escapeHtml(fact.under)}</h2>${fact[say].map(paragraph).join('')}`;
  return { path, title: `Guide: ${fact.under}`, main };
}

/** A block of HTML: a list where the lines begin with `- `, a table where they begin with `|`, else a paragraph. */
export function paragraph(text: string): string {
  const lines = text.split('\n');
  if (text.startsWith('- ')) return `<ul>${lines.map((line) => `<li>${inline(line.slice(2))}</li>`).join('')}</ul>`;
  if (text.startsWith('|')) return `<table>${lines.map(row).join('')}</table>`;
  return `<p>${inline(text)}</p>`;
}

function row(line: string, at: number): string {
  const cell = at === 0 ? 'th' : 'td';
  const cells = line.split('|').slice(1, -1);
  return `<tr>${cells.map((text) => `<${cell}>${inline(text.trim())}</${cell}>`).join('')}</tr>`;
}

/** What stands between grave accents is code. */
function inline(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** The checks of a dimension, by id. */
export function checkIds({ checks }: Dimension): string[] {
  return checks.map(({ id }) => id);
}
