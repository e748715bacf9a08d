/**
 * Orders to a model in other languages than English, by language: previous instructions to be ignored, the best score to be
 * given, the prompt to be shown, a model or a judge addressed. An English page has no honest use for such a sentence.
 */
const orders: Readonly<Record<string, readonly string[]>> = {
  German: [
    'ignorier\\w* .{0,30}(?:anweisung|instruktion|vorgabe)',
    '(?:volle|höchste|maximale) (?:punktzahl|bewertung|wertung)|bewert\\w* .{0,40}\\d+ ?/ ?\\d+',
    '(?:gib|zeig\\w*|nenne?) .{0,20}system-?prompt',
    '(?:hinweis|nachricht|anweisung\\w*) an .{0,15}(?:ki|sprachmodell)',
    'prüfungen als (?:erfüllt|bestanden)',
  ],
  French: [
    'ignor\\w* .{0,30}(?:instructions|consignes) précédentes',
    'note (?:maximale|parfaite)|notez? (?:ce|cet|le|la|tout) .{0,40}\\d+ ?/ ?\\d+',
    '(?:affiche|montre|donne)\\w* .{0,20}(?:invite|prompt) (?:du )?système',
    "(?:avis|note|message|instructions) aux? .{0,20}(?:modèles|d'ia)",
    'contrôles comme (?:satisfaits|remplis)',
  ],
  Spanish: [
    'ignor\\w* .{0,30}instrucciones (?:anteriores|previas)',
    'puntuación máxima|calific\\w* .{0,30}\\d+ ?/ ?\\d+',
    '(?:muestra|imprime|revela) .{0,20}prompt del sistema',
    '(?:aviso|nota|mensaje|instrucciones) para .{0,20}(?:modelos|ia)',
    'comprobaciones como (?:cumplidas|superadas)',
  ],
  Italian: [
    'ignor\\w* .{0,30}istruzioni (?:precedenti|sopra)',
    'punteggio massimo|valut\\w* .{0,30}\\d+ ?/ ?\\d+',
    '(?:mostra|stampa|rivela) .{0,20}prompt di sistema',
  ],
  Portuguese: [
    'ignor\\w* .{0,30}instruções anteriores',
    'pontuação máxima|avali\\w* .{0,30}\\d+ ?/ ?\\d+',
    '(?:mostre|imprima|revele) .{0,20}prompt d[eo] sistema',
  ],
  Dutch: [
    'negeer .{0,30}(?:instructies|aanwijzingen)',
    'hoogste (?:score|beoordeling)|beoordeel .{0,30}\\d+ ?/ ?\\d+',
    '(?:toon|geef|print) .{0,20}systeemprompt',
  ],
  Polish: ['zignoruj .{0,30}(?:instrukcje|polecenia)', 'najwyższ\\S+ ocen|oceń .{0,30}\\d+ ?/ ?\\d+'],
  Russian: ['игнориру\\S* .{0,30}(?:инструкции|указания)', 'максимальн\\S+ (?:оценк|балл)', 'системн\\S+ промпт'],
  Chinese: ['忽略.{0,12}指令', '(?:打|给).{0,6}满分|最高(?:评分|分)', '系统提示词'],
  Japanese: ['指示.{0,8}無視', '満点|最高点', 'システムプロンプト'],
  Korean: ['지시.{0,8}무시', '만점|최고 점수', '시스템 프롬프트'],
  Turkish: ['talimat\\S* .{0,15}(?:yok say|göz ardı)', 'en yüksek puan|\\d+ ?/ ?\\d+ olarak değerlendir'],
};

/** As one pattern a language, matched without regard to case. */
export const ordersAbroad: readonly RegExp[] = Object.values(orders).map((those) => new RegExp(those.join('|'), 'iu'));
