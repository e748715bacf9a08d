/**
 * Orders to a model in other languages than English, by language: previous instructions to be ignored, the best score to be
 * given, the prompt to be shown, a model or a judge addressed. An English page has no honest use for such a sentence.
 */
const orders: Readonly<Record<string, readonly string[]>> = {
  German: [
    'ignorier\\w* .{0,30}(?:anweisung|instruktion|vorgabe)',
    '(?:volle|h\u00f6chste|maximale) (?:punktzahl|bewertung|wertung)|bewert\\w* .{0,40}\\d+ ?/ ?\\d+',
    '(?:gib|zeig\\w*|nenne?) .{0,20}system-?prompt',
    '(?:hinweis|nachricht|anweisung\\w*) an .{0,15}(?:ki|sprachmodell)',
    'pr\u00fcfungen als (?:erf\u00fcllt|bestanden)',
  ],
  French: [
    'ignor\\w* .{0,30}(?:instructions|consignes) pr\u00e9c\u00e9dentes',
    'note (?:maximale|parfaite)|notez? .{0,30}\\d+ ?/ ?\\d+',
    '(?:affiche|montre|donne)\\w* .{0,20}(?:invite|prompt) (?:du )?syst\u00e8me',
    "(?:avis|note|message|instructions) aux? .{0,20}(?:mod\u00e8les|d'ia)",
    'contr\u00f4les comme (?:satisfaits|remplis)',
  ],
  Spanish: [
    'ignor\\w* .{0,30}instrucciones (?:anteriores|previas)',
    'puntuaci\u00f3n m\u00e1xima|calific\\w* .{0,30}\\d+ ?/ ?\\d+',
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
    'ignor\\w* .{0,30}instru\u00e7\u00f5es anteriores',
    'pontua\u00e7\u00e3o m\u00e1xima|avali\\w* .{0,30}\\d+ ?/ ?\\d+',
    '(?:mostre|imprima|revele) .{0,20}prompt d[eo] sistema',
  ],
  Dutch: [
    'negeer .{0,30}(?:instructies|aanwijzingen)',
    'hoogste (?:score|beoordeling)|beoordeel .{0,30}\\d+ ?/ ?\\d+',
    '(?:toon|geef|print) .{0,20}systeemprompt',
  ],
  Polish: ['zignoruj .{0,30}(?:instrukcje|polecenia)', 'najwy\u017csz\\S+ ocen|oce\u0144 .{0,30}\\d+ ?/ ?\\d+'],
  Russian: [
    '\u0438\u0433\u043d\u043e\u0440\u0438\u0440\u0443\\S* .{0,30}(?:\u0438\u043d\u0441\u0442\u0440\u0443\u043a\u0446\u0438\u0438|\u0443\u043a\u0430\u0437\u0430\u043d\u0438\u044f)',
    '\u043c\u0430\u043a\u0441\u0438\u043c\u0430\u043b\u044c\u043d\\S+ (?:\u043e\u0446\u0435\u043d\u043a|\u0431\u0430\u043b\u043b)',
    '\u0441\u0438\u0441\u0442\u0435\u043c\u043d\\S+ \u043f\u0440\u043e\u043c\u043f\u0442',
  ],
  Chinese: [
    '\u5ffd\u7565.{0,12}\u6307\u4ee4',
    '(?:\u6253|\u7ed9).{0,6}\u6ee1\u5206|\u6700\u9ad8(?:\u8bc4\u5206|\u5206)',
    '\u7cfb\u7edf\u63d0\u793a\u8bcd',
  ],
  Japanese: [
    '\u6307\u793a.{0,8}\u7121\u8996',
    '\u6e80\u70b9|\u6700\u9ad8\u70b9',
    '\u30b7\u30b9\u30c6\u30e0\u30d7\u30ed\u30f3\u30d7\u30c8',
  ],
  Korean: [
    '\uc9c0\uc2dc.{0,8}\ubb34\uc2dc',
    '\ub9cc\uc810|\ucd5c\uace0 \uc810\uc218',
    '\uc2dc\uc2a4\ud15c \ud504\ub86c\ud504\ud2b8',
  ],
  Turkish: [
    'talimat\\S* .{0,15}(?:yok say|g\u00f6z ard\u0131)',
    'en y\u00fcksek puan|\\d+ ?/ ?\\d+ olarak de\u011ferlendir',
  ],
};

/** As one pattern a language, matched without regard to case. */
export const ordersAbroad: readonly RegExp[] = Object.values(orders).map((those) => new RegExp(those.join('|'), 'iu'));
