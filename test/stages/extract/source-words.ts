import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The words that a source file of a documentation means for its readers, by a plain removal of what is mark and not
 * text. Knows nothing of HTML pages and shares no code with the reader it measures. `docs` is where includes stand.
 */
export function sourceWords(file: string, docs: string, attributes: Record<string, string>): string[] {
  const source = readFileSync(file, 'utf8').replace(/\r\n?/g, '\n');
  const shown = file.endsWith('.adoc') ? adocText(source, docs, attributes) : markdownText(source);
  return wordsOf(shown);
}

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Share of the wanted words that are found, each as often as it is wanted. */
export function recallOf(wanted: readonly string[], got: readonly string[]): number {
  return wanted.length === 0 ? 1 : 1 - missingOf(wanted, got).length / wanted.length;
}

export function missingOf(wanted: readonly string[], got: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of got) counts.set(word, (counts.get(word) ?? 0) + 1);
  return wanted.filter((word) => {
    const left = counts.get(word) ?? 0;
    counts.set(word, left - 1);
    return left <= 0;
  });
}

function markdownText(source: string): string {
  const fences: string[] = [];
  const held = source
    .replace(/^---[ \t]*\n[\s\S]*?\n---[ \t]*(\n|$)/, '')
    .replace(
      /^([ \t>]*)(`{3,}|~{3,})[^\n`]*\n([\s\S]*?)^[ \t>]*\2[`~]*[ \t]*$/gm,
      (_, _indent, _marks, code: string) => {
        fences.push(code);
        return `\n\ufdd0${fences.length - 1}\ufdd1\n`;
      },
    )
    .replace(/`([^`\n]+)`/g, (_, code: string) => {
      fences.push(code);
      return `\ufdd0${fences.length - 1}\ufdd1`;
    });
  const text = held
    .replace(/<!--[\s\S]*?-->|\{\/\*[\s\S]*?\*\/\}/g, ' ')
    .replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/^(import\s.+\sfrom\s|import\s+['"]|export\s+(const|default|function)\b)[\s\S]*?(;[ \t]*$|\n\n)/gm, '\n')
    .replace(/^ {0,3}\[[^\]^][^\]]*\]:\s*\S+.*$/gm, '')
    .replace(/!\[(?:[^\]]*)\]\((?:[^()]|\([^()]*\))*\)(\{[^}]*\})?/g, ' ')
    .replace(/\[((?:[^[\]]|\[[^[\]]*\])*)\]\((?:[^()]|\([^()]*\))*\)(\{[^}]*\})?/g, '$1')
    .replace(/\[([^[\]]+)\]\[[^\]]*\]/g, '$1')
    .replace(/\[\^[^\]\s]+\]/g, ' ')
    .replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, ' ')
    .replace(/^(\s*)(?:!!!|\?\?\?\+?)\s+[\w-]+[^"\n]*/gm, '$1')
    .replace(/^\s*:{3,}\s*\w*(\[[^\]]*\])?/gm, ' $1')
    .replace(/^\s*\{:[^}]*\}\s*$/gm, '')
    .replace(/\{#[^}\n]*\}|\{:?\s?\.[^}\n]*\}/g, '')
    .replace(/^> *\[!\w+\]/gm, '')
    .replace(/<((?:https?|mailto):[^\s<>]+)>/g, ' $1 ')
    .replace(/<\/?[A-Za-z][\w.:-]*(?:\s(?:[^<>"'{}]|"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\})*)?\/?>/g, (tag) =>
      /^<\/?(a|b|i|em|strong|code|span|sub|sup|kbd|br|u|s|small)\b/i.test(tag) && !/^<br/i.test(tag) ? '' : ' ',
    )
    .replace(/(\*\*|__|~~|\*)(?=\S)/g, '')
    .replace(/\\([^\w\s])/g, '$1');
  const restored = text.replace(/\ufdd0(\d+)\ufdd1/g, (_, at: string) => fences[Number(at)] ?? '');
  return entities(restored);
}

function entities(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&[a-z]{2,8};/gi, ' ');
}

function adocText(source: string, docs: string, given: Record<string, string>): string {
  const attributes = new Map(Object.entries(given));
  const named = (text: string): string => {
    let filled = text;
    // Attributes may name attributes; three deep is what the sources use.
    for (let round = 0; round < 3; round += 1)
      filled = filled.replace(/\{([\w-]+)\}/g, (whole, name: string) => attributes.get(name) ?? whole);
    return filled;
  };
  const lines = expand(source.split('\n'), { docs, attributes, named, depth: 0 });
  return entities(
    named(
      lines
        .join('\n')
        .replace(/^\/{4,}\n[\s\S]*?^\/{4,}$/gm, '')
        .replace(/^\+{4,}\n[\s\S]*?^\+{4,}$/gm, '')
        .replace(/^\/\/(?!\/).*$/gm, '')
        .replace(/^\[.*\]\s*$/gm, '')
        .replace(/^(toc|image|video)::.*$/gm, '')
        .replace(/\[\[[^\]]*\]\]|\[id="?[^\]]*\]##|\[\[\[[^\]]*\]\]\]/g, ' ')
        .replace(/(?:xref|link|link-prefix|\{link-prefix\}):[^\s[\]]*\[([^\]]*)\]/g, (_, label: string) => label || ' ')
        // A link without a label shows its address.
        .replace(/(https?:[^\s[\]]+)\[([^\]]*)\]/g, (_, address: string, label: string) =>
          label === '' ? address : label.replace(/[,^].*$/, ''),
        )
        .replace(/<<[^,>\n]+(?:,\s*([^>]*))?>>/g, (_, label?: string) => label ?? ' ')
        .replace(/image:[^\s[]+\[[^\]]*\]/g, ' ')
        .replace(/(?:kbd|btn|footnote|pass:\w*):?\[([^\]]*)\]/g, '$1')
        .replace(/<\d+>|<\.>/g, ' ')
        .replace(/^(NOTE|TIP|IMPORTANT|WARNING|CAUTION):/gm, '')
        .replace(/^\|===+.*$/gm, '')
        .replace(/(?:^|\s)(?:\d+\*|\d*(?:\.\d+)?\+)?[<^>]?(?:\.[<^>])?[adehlmsv]?(?<!\\)\|/gm, ' ')
        .replace(/(?<!\w)[*_`+#]+(?=\S)|(?<=\S)[*_`+#]+(?!\w)/g, ''),
    ),
  );
}

interface Expanding {
  docs: string;
  attributes: Map<string, string>;
  named: (text: string) => string;
  depth: number;
}

/** Includes put in, conditions decided, attributes noted. */
function expand(lines: readonly string[], state: Expanding): string[] {
  const out: string[] = [];
  const conditions: boolean[] = [];
  for (const line of lines) {
    const condition = /^(ifdef|ifndef|ifeval)::([^[\s]*)\[(.*)\]\s*$/.exec(line);
    if (condition) {
      const [, kind, names = '', inline = ''] = condition;
      const set = names.split(/[,+]/).some((name) => state.attributes.has(name.trim()));
      const holds = kind === 'ifdef' ? set : kind === 'ifndef' && !set;
      if (inline === '' || kind === 'ifeval') conditions.push(holds);
      else if (holds && conditions.every(Boolean)) out.push(inline);
      continue;
    }
    if (/^endif::/.test(line)) {
      conditions.pop();
      continue;
    }
    if (!conditions.every(Boolean)) continue;
    const attribute = /^:(!?)([\w-]+)(!?):\s*(.*)$/.exec(line);
    const include = /^include::([^[]+)\[([^\]]*)\]\s*$/.exec(line);
    if (attribute) {
      const [, before, name = '', after, value = ''] = attribute;
      if (before || after) state.attributes.delete(name);
      else if (!state.attributes.has(name)) state.attributes.set(name, value);
    } else if (include && state.depth < 12) {
      out.push(...included(include[1] ?? '', include[2] ?? '', state));
    } else out.push(line);
  }
  return out;
}

function included(target: string, options: string, state: Expanding): string[] {
  const path = target.replace(/^.*partialsdir\}\//, 'partials/').replace(/^partial\$/, 'partials/');
  const file = join(state.docs, state.named(path));
  if (!existsSync(file)) return [];
  const wanted = /tags?="?([^,"\]]+)/.exec(options)?.[1]?.split(';') ?? [];
  const open = new Set<string>();
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => {
      const mark = /(tag|end)::([\w.-]+)\[\]/.exec(line);
      if (mark === null) return wanted.length === 0 || open.size > 0;
      if (wanted.includes(mark[2] ?? '')) {
        if (mark[1] === 'tag') open.add(mark[2] ?? '');
        else open.delete(mark[2] ?? '');
      }
      return false;
    });
  return expand(lines, { ...state, depth: state.depth + 1 });
}
