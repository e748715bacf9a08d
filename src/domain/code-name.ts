/** What a class, a resource or a piece of code is called by the one who wrote it. */
const ofCode =
  /\p{L}{2}(?:Services?|Sets?|Values?|Loader|Extractor|Publisher|Builder|Handler|Manager|Controller|Client|Config|Spec|Policy|Resource|Job|Task|Node|Proxy|Converter|Factory|Transformer|Provider|Sink|Types?|\d+)$/u;

/** Products are called so as well (JanusGraph): a class only where a plain word stands in front. */
const plainCode =
  /^(?:Abstract|Base|Chat|Compute|Custom|Data|Default|Embedding|Event|Execution|File|Index|Inference|Job|Knowledge|Language|Message|Query|Rule|Scoring|Search|State|Storage|Stream|Table|Task|User)(?:Graph|Engine|Model|Source|Metadata)s?$/;

/** Whether a capitalised name is that of a class or another piece of code: it names no system. */
export function isCodeName(name: string): boolean {
  if (ofCode.test(name) || plainCode.test(name)) return true;
  // Three humps and more are a class: `FSElasticsearchJSONLoader`, `LeaderWorkerSet`.
  return (name.match(/\p{Lu}\p{Ll}+/gu) ?? []).length > 2 && !name.includes(' ');
}
