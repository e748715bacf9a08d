/** Names of known systems that are words of plain English, or what many a product calls a part of its own. In lower case. */
const plain: ReadonlySet<string> = new Set(
  `airflow|anthropic|atlas|auth service|beam|bedrock|cohere|confluent|consul|discord|docker|elastic|envoy|event hubs|express|flask|gemini|go
graphite|helm|hive|iceberg|kinesis|ldap server|looker|mistral|neptune|oracle|parquet|pinecone|presto|pulsar|ranger|ray|rust|sap|schema registry|slack|snowflake|spanner
spark|spring|sql server|superset|tableau|tempo|terraform|triton|vault|windows|zookeeper`
    .trim()
    .split(/[|\n]/),
);

/** Whether a system's name is a plain word too: in capitals it may begin a sentence or a title, "Express Roles" or "The Atlas Role". */
export function isPlainSystem(name: string): boolean {
  return plain.has(name.toLowerCase());
}
