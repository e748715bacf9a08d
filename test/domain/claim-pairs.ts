/** A statement and the quotes it rests on, written by hand to measure what the strength check refuses. */
export interface ClaimPair {
  text: string;
  quotes: string[];
}

/** Says no more than its quotes: refusing one of these loses a good sentence. */
export const faithful: ClaimPair[] = [
  {
    text: 'Every write is recorded in the audit log with the name of the caller.',
    quotes: ['All write requests are recorded in the audit log together with the caller identity.'],
  },
  {
    text: 'Roles limit what a user may read or change.',
    quotes: ['Access is controlled through roles: each role lists the collections a user may read or modify.'],
  },
  { text: 'Snapshots are kept for 30 days.', quotes: ['Snapshots are retained for 30 days and then deleted.'] },
  {
    text: 'The scheduler can hold back a rollout until a person approves it.',
    quotes: ['The scheduler can pause a rollout until an operator approves it.'],
  },
  {
    text: 'Metrics leave through a Prometheus endpoint.',
    quotes: ['Metrics are exposed on a Prometheus-compatible endpoint at /metrics.'],
  },
  { text: 'Tracing with OpenTelemetry is in beta.', quotes: ['OpenTelemetry tracing is available as a beta feature.'] },
  {
    text: 'The server does not encrypt data at rest by itself.',
    quotes: ['Encryption at rest is not provided by the server; use an encrypted volume.'],
  },
  {
    text: 'Policies are evaluated within the request, with a median of 4 ms.',
    quotes: ['Policy evaluation happens inline with a median latency of 4 ms on our benchmark.'],
  },
  { text: 'Up to 64 replicas share one partition.', quotes: ['A partition supports up to 64 replicas.'] },
  {
    text: 'A write without a tenant id is refused.',
    quotes: ['Requests that lack a tenant id are rejected with 403.'],
  },
  {
    text: 'Only cluster owners may delete a collection.',
    quotes: ['Deleting a collection is restricted to cluster owners.'],
  },
  {
    text: 'Backups can be restored to a point in time.',
    quotes: ['You can restore a backup to any point in time within the retention window.'],
  },
  {
    text: 'Column masking needs the enterprise edition.',
    quotes: ['Column-level masking is available in the Enterprise edition only.'],
  },
  {
    text: 'A failed node hands its shards to the others.',
    quotes: ['When a node fails, its shards are reassigned to the remaining nodes.'],
  },
  {
    text: 'Clients exist for Python, Go and Java.',
    quotes: ['Official client libraries are available for Python, Java, and Go.'],
  },
  { text: 'Kafka carries the change events.', quotes: ['Change events are delivered through Apache Kafka topics.'] },
  {
    text: 'Row filters are written as SQL predicates.',
    quotes: ['A row filter is an SQL predicate attached to a table.'],
  },
  {
    text: 'Deprecated interfaces stay for two minor releases.',
    quotes: ['Deprecated APIs remain available for two minor releases before removal.'],
  },
  { text: 'The catalog takes lineage from Airflow and dbt.', quotes: ['Lineage is ingested from dbt and Airflow.'] },
  {
    text: 'Single sign-on works through OIDC or SAML.',
    quotes: ['Authentication: OIDC and SAML single sign-on are supported.'],
  },
  { text: 'The audit trail cannot be edited.', quotes: ['Audit records are immutable.'] },
  { text: 'Rules are denied by default.', quotes: ['By default, all requests are denied unless a rule permits them.'] },
  { text: 'Role-based access control is built into the API server.', quotes: ['The API server has built-in RBAC.'] },
  {
    text: 'Canary traffic is split by percentage.',
    quotes: ['Use canaryTrafficPercent to route a percentage of traffic to the new revision.'],
  },
  {
    text: 'Queries may see stale data for up to 5 seconds.',
    quotes: ['Eventually consistent queries may return data that is up to 5 seconds old.'],
  },
  {
    text: 'An upgrade goes one minor version at a time.',
    quotes: ['Upgrades must be performed one minor version at a time; skipping versions is not supported.'],
  },
  { text: 'Feedback scores can be attached to runs.', quotes: ['You can attach feedback scores to each run.'] },
  {
    text: 'Without a configured retention rule nothing is deleted.',
    quotes: ['Data is never deleted unless a retention rule is configured.'],
  },
  {
    text: 'The project publishes a release about every 6 weeks.',
    quotes: ['We publish a new release approximately every six weeks.'],
  },
  {
    text: 'Security reports are answered within 3 working days.',
    quotes: ['The security team responds to vulnerability reports within three working days.'],
  },
  {
    text: 'Scaling down to zero leaves no pod running.',
    quotes: ['When there is no traffic, the deployment scales down to zero pods.'],
  },
  {
    text: 'The schema registry refuses incompatible changes.',
    quotes: ['The registry rejects schema changes that are not compatible.'],
  },
  { text: 'Models are described by a typed schema.', quotes: ['Each model declares a typed input and output schema.'] },
  {
    text: 'Policies are analysable because the language has no loops.',
    quotes: ['The policy language does not support loops, which makes policies amenable to automated analysis.'],
  },
  { text: 'GPU scheduling is experimental.', quotes: ['Experimental: scheduling of GPU workloads.'] },
  {
    text: 'Alerts reach PagerDuty, Slack and e-mail.',
    quotes: ['Alertmanager can send notifications to email, Slack, PagerDuty and other receivers.'],
  },
  {
    text: 'State survives a crash when a checkpointer is set.',
    quotes: ['With a checkpointer configured, graph state is persisted and execution resumes after a crash.'],
  },
  {
    text: 'A person can interrupt a run and change its state.',
    quotes: ['Human-in-the-loop: interrupt a run, inspect and modify its state, then resume.'],
  },
  { text: 'Rate limits are set per key.', quotes: ['Rate limits are configured per API key.'] },
  { text: 'Ten thousand series take about 30 MB.', quotes: ['10,000 series take approximately 30 MB of memory.'] },
  {
    text: 'Offsets are stored, so a restart resumes where it stopped.',
    quotes: ['The connector records offsets; after a restart it continues from the last recorded position.'],
  },
  {
    text: 'Long-term storage is left to remote systems.',
    quotes: [
      'Local storage is not intended as durable long-term storage; external solutions offer extended retention via remote write.',
    ],
  },
  {
    text: 'Events carry the row before and after the change.',
    quotes: ['Each change event contains the before and after state of the row.'],
  },
  {
    text: 'Hybrid search joins dense and sparse vectors.',
    quotes: ['Hybrid search combines dense and sparse vectors in one query.'],
  },
  { text: 'TLS is optional between nodes.', quotes: ['TLS encryption between nodes is optional.'] },
  {
    text: 'Vulnerabilities are reported by private mail.',
    quotes: ['Please report vulnerabilities privately by email to the security team.'],
  },
  { text: 'A graph may not be changed while it runs.', quotes: ['The graph cannot be modified during execution.'] },
  {
    text: 'The service is SOC 2 Type II attested.',
    quotes: ['Our hosted service has completed a SOC 2 Type II audit and holds the attestation report.'],
  },
  {
    text: 'Explanations come from a separate explainer component.',
    quotes: ['An explainer is a separate component that returns explanations for predictions.'],
  },
  {
    text: 'Partition keys isolate tenants inside one collection.',
    quotes: ['Multi-tenancy: use a partition key to isolate tenants in a collection.'],
  },
  { text: 'Health checks answer on port 8080.', quotes: ['Liveness and readiness probes are served on port 8080.'] },
  {
    text: 'Search stays available while an index is rebuilt.',
    quotes: ['Index rebuilds run online; search requests continue to be served.'],
  },
  {
    text: 'The maintainers vote on changes of the interface.',
    quotes: ['API changes require a vote of the maintainers.'],
  },
  {
    text: 'It runs on any Kubernetes cluster from version 1.28.',
    quotes: ['Runs on any Kubernetes cluster, version 1.28 or later.'],
  },
  {
    text: 'Owners and descriptions can be added to tables.',
    quotes: ['Users can add owners and descriptions to tables.'],
  },
  {
    text: 'Deleted records appear as tombstones.',
    quotes: ['A delete results in a tombstone event with a null value.'],
  },
  { text: 'Retries use exponential backoff.', quotes: ['Failed requests are retried with exponential backoff.'] },
  { text: 'Most queries finish below 10 ms.', quotes: ['Most queries complete in less than 10 ms.'] },
  { text: 'Dashboards for Grafana come with the chart.', quotes: ['The Helm chart ships with Grafana dashboards.'] },
  {
    text: 'Anonymous access is on unless it is switched off.',
    quotes: ['Anonymous access is enabled by default and must be disabled explicitly.'],
  },
  {
    text: 'Attribute conditions may look at the time of day and the network.',
    quotes: ['Conditions can reference context attributes such as time of day or source network.'],
  },
  { text: 'No licence key is needed.', quotes: ['The software is free and does not require a license key.'] },
];

/** Says more than its quotes, each in one way: letting one pass puts an overstatement on a page. */
export const stronger: ClaimPair[] = [
  { text: 'Snapshots are kept for 90 days.', quotes: ['Snapshots are retained for 30 days and then deleted.'] },
  {
    text: 'Policy evaluation has a median of 4 microseconds.',
    quotes: ['Policy evaluation happens inline with a median latency of 4 ms on our benchmark.'],
  },
  { text: 'A partition runs 64 replicas.', quotes: ['A partition supports up to 64 replicas.'] },
  { text: 'A partition has at least 64 replicas.', quotes: ['A partition supports up to 64 replicas.'] },
  {
    text: 'Roles limit access and satisfy HIPAA.',
    quotes: ['Access is controlled through roles: each role lists the collections a user may read.'],
  },
  { text: 'The service is ISO 27001 certified.', quotes: ['Our processes follow the recommendations of ISO 27001.'] },
  { text: 'The service is SOC 2 compliant.', quotes: ['We are preparing for a SOC 2 audit.'] },
  {
    text: 'The server encrypts data at rest.',
    quotes: ['Encryption at rest is not provided by the server; use an encrypted volume.'],
  },
  {
    text: 'Skipping versions in an upgrade is supported.',
    quotes: ['Upgrades must be performed one minor version at a time; skipping versions is not supported.'],
  },
  { text: 'The graph can be modified during execution.', quotes: ['The graph cannot be modified during execution.'] },
  { text: 'Snapshots are not encrypted.', quotes: ['Snapshots are encrypted with the key of the tenant.'] },
  { text: 'Audit records never leave the cluster.', quotes: ['Audit records are written to the cluster log.'] },
  { text: 'All requests are recorded in the audit log.', quotes: ['Write requests are recorded in the audit log.'] },
  { text: 'Every connector supports snapshots.', quotes: ['Several connectors support snapshots.'] },
  { text: 'Failed requests are always retried.', quotes: ['Failed requests are retried with exponential backoff.'] },
  { text: 'Only owners can delete a collection.', quotes: ['Owners can delete a collection.'] },
  { text: 'The broker guarantees delivery of each event.', quotes: ['The broker delivers events in order.'] },
  { text: 'Replication ensures that no write is lost.', quotes: ['Replication reduces the risk of lost writes.'] },
  { text: 'Traces are exported to OpenTelemetry.', quotes: ['OpenTelemetry tracing is planned for the next release.'] },
  { text: 'Scheduling of GPU workloads is supported.', quotes: ['Experimental: scheduling of GPU workloads.'] },
  { text: 'OpenTelemetry tracing is available.', quotes: ['OpenTelemetry tracing is available as a beta feature.'] },
  { text: 'Multi-region failover is available.', quotes: ['Multi-region failover is on our roadmap.'] },
  { text: 'The cache reduces latency.', quotes: ['The cache is designed to reduce latency.'] },
  { text: 'The optimiser removes duplicate scans.', quotes: ['The optimiser may remove duplicate scans.'] },
  {
    text: 'The operator detects drift in models.',
    quotes: ['The operator could detect drift in models with a custom plugin.'],
  },
  { text: 'Events are deduplicated by the sink.', quotes: ['Events can be deduplicated by the sink.'] },
  { text: 'Metrics are exported to Datadog.', quotes: ['Metrics are exposed on a Prometheus-compatible endpoint.'] },
  { text: 'Lineage is ingested from Snowflake.', quotes: ['Lineage is ingested from dbt and Airflow.'] },
  {
    text: 'Client libraries exist for Rust and Python.',
    quotes: ['Official client libraries are available for Python, Java, and Go.'],
  },
  {
    text: 'The fastest search among vector stores.',
    quotes: ['Search returns within milliseconds on small collections.'],
  },
  { text: 'Robust access control through roles.', quotes: ['Access is controlled through roles.'] },
  { text: 'Battle-tested snapshots on object storage.', quotes: ['Snapshots are written to object storage.'] },
  { text: 'Seamless integration with Kafka.', quotes: ['The sink writes to Kafka topics.'] },
  {
    text: 'Shards move automatically when a node fails.',
    quotes: ['When a node fails, an operator moves its shards to another node.'],
  },
  { text: 'Exactly-once delivery to the sink.', quotes: ['Events are delivered at least once to the sink.'] },
  {
    text: 'Column masking is part of every edition.',
    quotes: ['Column-level masking is available in the Enterprise edition only.'],
  },
  { text: 'The service has an uptime of 99.99 percent.', quotes: ['The service runs in three zones.'] },
  { text: 'Queries return within 10 ms.', quotes: ['Most queries complete in less than 10 ms.'] },
  { text: 'All queries complete in less than 10 ms.', quotes: ['Most queries complete in less than 10 ms.'] },
  { text: 'Backups are encrypted by default.', quotes: ['Backups can be encrypted with a customer key.'] },
  { text: 'The audit log records reads and is tamper-proof.', quotes: ['The audit log records reads.'] },
  { text: 'Rows are masked in real time.', quotes: ['Rows are masked by a nightly job.'] },
  {
    text: 'A native connector for Oracle ships with the server.',
    quotes: ['A community connector for Oracle exists.'],
  },
  { text: 'Ten replicas keep the data.', quotes: ['Three replicas keep the data.'] },
  { text: 'It handles a million events per second.', quotes: ['It handles thousands of events per second.'] },
  {
    text: 'Anonymous access is off by default.',
    quotes: ['Anonymous access is enabled by default and must be disabled explicitly.'],
  },
  {
    text: 'The policy language supports loops.',
    quotes: ['The policy language does not support loops, which makes policies amenable to automated analysis.'],
  },
  {
    text: 'Local storage is intended as durable long-term storage.',
    quotes: ['Local storage is not intended as durable long-term storage.'],
  },
  { text: 'Open Policy Agent decides each request.', quotes: ['A policy engine decides each request.'] },
  { text: 'OIDC tokens are checked by Keycloak.', quotes: ['OIDC tokens are checked by the gateway.'] },
  { text: 'TLS is required between nodes.', quotes: ['TLS encryption between nodes is optional.'] },
  { text: 'Alerts fire within 5 seconds.', quotes: ['Alerts fire within 5 minutes.'] },
  { text: 'Memory use stays below 30 MB.', quotes: ['10,000 series take approximately 30 GB of memory.'] },
  { text: 'Releases come exactly every 6 weeks.', quotes: ['We publish a new release approximately every six weeks.'] },
  { text: 'Deleting a tenant removes its entire history.', quotes: ['Deleting a tenant removes its recent history.'] },
  { text: 'The connector works without Kafka Connect.', quotes: ['The connector runs inside Kafka Connect.'] },
  { text: 'The index is kept fully in sync with the source.', quotes: ['The index follows the source with a delay.'] },
  { text: 'Roles, groups and ABAC are enforced.', quotes: ['Roles and groups are enforced.'] },
  { text: 'Enterprise-grade security for tenants.', quotes: ['Tenants are isolated by namespace.'] },
  { text: 'Requests outside the policy are impossible.', quotes: ['Requests outside the policy are logged.'] },
  { text: 'A person must approve each rollout.', quotes: ['A person can approve a rollout.'] },
  { text: 'Better recall than other engines.', quotes: ['Recall depends on the index parameters.'] },
  {
    text: 'Snapshots are never deleted by the nightly job.',
    quotes: ['Snapshots are not deleted by the nightly job.'],
  },
  { text: 'Events are delivered to the sink at least once.', quotes: ['Events are delivered to the sink.'] },
  { text: 'Samples are replicated to a second disk.', quotes: ['Local storage is not replicated.'] },
  { text: 'The log is tamper-evident.', quotes: ['The log records reads.'] },
  { text: 'Access is attribute-based.', quotes: ['Access is granted by role.'] },
  { text: 'Column masking is available.', quotes: ['Enterprise plan only: column masking.'] },
  { text: 'Recall depends on index parameters and is proven.', quotes: ['Recall depends on the index parameters.'] },
];

/** Written after the rules. On the first run 6 of 40 true ones were refused and 10 of 40 stronger ones passed; these shaped the rules since. */
export const heldFaithful: ClaimPair[] = [
  {
    text: 'Collections can be shared by tenants through partition keys, up to 1,024 of them.',
    quotes: [
      'A collection can hold up to 1,024 partitions, and a partition key assigns each entity to the partition of its tenant.',
    ],
  },
  {
    text: 'Cedar policies say who may do what to which resource.',
    quotes: ['A Cedar policy declares which principals are permitted to perform which actions on which resources.'],
  },
  {
    text: 'Two replicas are the least that survives the loss of a machine.',
    quotes: ['Run at least two replicas so that the service survives the loss of a machine.'],
  },
  {
    text: 'A forbid rule wins over any permit rule.',
    quotes: ['If any forbid policy matches, the request is denied regardless of permit policies.'],
  },
  {
    text: 'Snapshots of a table read it in chunks while changes keep flowing.',
    quotes: ['Incremental snapshots read the table in chunks and run in parallel with streaming.'],
  },
  {
    text: 'The connector stops with an error when the log it needs has been purged.',
    quotes: ['If the required log files have been purged, the connector fails with an error.'],
  },
  {
    text: 'Scrapes pull from targets over HTTP instead of waiting for pushes.',
    quotes: ['Time series collection happens via a pull model over HTTP.'],
  },
  {
    text: 'Alert rules are written in PromQL and checked at a set interval.',
    quotes: ['Alerting rules are defined as PromQL expressions and evaluated at a regular interval.'],
  },
  {
    text: 'Descriptions stay with their owners: the service never writes back to the source.',
    quotes: ['Metadata is read from the source; the service never writes back.'],
  },
  {
    text: 'Table pages list frequent users, owners and the last update.',
    quotes: ['The table detail page shows the owners, frequent users and when the table was last updated.'],
  },
  {
    text: 'Login through OIDC needs a custom configuration class.',
    quotes: ['To enable OIDC you must provide a custom config class.'],
  },
  {
    text: 'Threads keep a checkpoint after each step, which makes earlier states readable.',
    quotes: [
      'A checkpoint of the graph state is saved at every super-step to a thread, so past states can be retrieved.',
    ],
  },
  {
    text: 'Long-running agents wait for a reviewer without losing their state.',
    quotes: ['Interrupts pause graph execution and persist state, waiting indefinitely until you resume.'],
  },
  {
    text: 'Autoscaling follows requests per second or concurrency.',
    quotes: ['The autoscaler scales on concurrency or requests per second (RPS).'],
  },
  {
    text: 'Batching waits at most 500 ms before it sends what it has.',
    quotes: ['maxLatency: the batcher waits up to 500 ms before sending an incomplete batch.'],
  },
  {
    text: 'Explainers, transformers and predictors are deployed as separate parts.',
    quotes: [
      'An InferenceService consists of a predictor, an optional transformer and an optional explainer, each deployed separately.',
    ],
  },
  {
    text: 'Model weights come from S3, GCS or a volume claim.',
    quotes: ['Supported storage: S3, GCS, Azure Blob and PVC.'],
  },
  {
    text: 'Bulk imports do not pass through the message queue.',
    quotes: ['Bulk insert bypasses the message queue and writes segments directly.'],
  },
  {
    text: 'Bounded staleness is what a collection uses unless another level is set.',
    quotes: ['The default consistency level of a collection is Bounded Staleness.'],
  },
  {
    text: 'The schema validator reports type errors before a policy is used.',
    quotes: ['Validation against a schema finds type errors in policies before they are deployed.'],
  },
  {
    text: 'There is no query for several attributes of the caller at once.',
    quotes: ['Querying multiple caller attributes in one call is not supported.'],
  },
  {
    text: 'Dropped events are counted in a metric.',
    quotes: ['The number of dropped events is reported by the metric events_dropped_total.'],
  },
  {
    text: 'A release candidate precedes each minor release.',
    quotes: ['Each minor release is preceded by a release candidate.'],
  },
  {
    text: 'High availability takes a second identical server.',
    quotes: ['For high availability, run two identical servers.'],
  },
  {
    text: 'Index files can sit on disk when memory is short.',
    quotes: ['DiskANN allows the index to be stored on disk to save memory.'],
  },
  { text: 'Clients may speak gRPC or REST.', quotes: ['The inference protocol is available over REST and gRPC.'] },
  {
    text: 'Users are told about changed tables by mail.',
    quotes: ['Owners and followers receive an email notification when a table changes.'],
  },
  {
    text: 'The policy store is versioned like code.',
    quotes: ['Policies are plain text files that can be kept in version control like application code.'],
  },
  {
    text: 'Data of one shard is lost if its only node is lost.',
    quotes: ['Local storage is not replicated: losing the node means losing its data.'],
  },
  {
    text: 'Memory savers keep state in process only.',
    quotes: ['InMemorySaver keeps checkpoints in memory; they are lost when the process ends.'],
  },
  {
    text: 'An exporter translates metrics of systems that do not speak the format.',
    quotes: ['Exporters translate metrics from third-party systems into Prometheus metrics.'],
  },
  {
    text: 'Transactions are marked with begin and end events when this is switched on.',
    quotes: [
      'When provide.transaction.metadata is enabled, the connector emits BEGIN and END events for transactions.',
    ],
  },
  {
    text: 'Inference logs go to any HTTP address that takes CloudEvents.',
    quotes: ['The inference logger sends request and response payloads as CloudEvents to a configured URL.'],
  },
  {
    text: 'Old releases get security fixes for 6 months.',
    quotes: ['Security patches are backported to releases for six months.'],
  },
  {
    text: 'Nothing is rated automatically: feedback waits for a person.',
    quotes: ['Runs are queued for human annotation; no automatic scores are assigned.'],
  },
  {
    text: 'Ranking weighs how often a table is queried.',
    quotes: ['Search results are ranked by usage: highly queried tables show up earlier.'],
  },
  {
    text: 'Deleting a namespace asks for confirmation twice.',
    quotes: ['Namespace deletion requires two confirmations.'],
  },
  { text: 'The default port is 9090.', quotes: ['By default the server listens on port 9090.'] },
  {
    text: 'Fields may be replaced by a hash before they leave.',
    quotes: ['Column values can be hashed with the column.mask.hash option before events are emitted.'],
  },
  {
    text: 'Support comes from the community on Slack and from GitHub issues.',
    quotes: ['Join our Slack community for questions, or open an issue on GitHub.'],
  },
];

export const heldStronger: ClaimPair[] = [
  {
    text: 'Collections hold 1,024 tenants each, strictly isolated by encryption.',
    quotes: [
      'A collection can hold up to 1,024 partitions, and a partition key assigns each entity to the partition of its tenant.',
    ],
  },
  { text: 'Time series are replicated to a second server.', quotes: ['Local storage is not replicated.'] },
  {
    text: 'The validator proves policies free of errors.',
    quotes: ['Validation against a schema finds type errors in policies before they are deployed.'],
  },
  {
    text: 'Every change event reaches the sink without loss.',
    quotes: ['Change events are written to the sink in order.'],
  },
  {
    text: 'The autoscaler reacts within 2 seconds to a rise in requests.',
    quotes: ['The autoscaler scales on concurrency or requests per second.'],
  },
  {
    text: 'Feedback retrains the ranking model.',
    quotes: ['Feedback may be used to retrain the ranking model in a later version.'],
  },
  {
    text: 'Explanations are generated for all predictions.',
    quotes: ['An optional explainer returns explanations for predictions when it is configured.'],
  },
  { text: 'The gateway encrypts payloads and signs them.', quotes: ['The gateway signs payloads.'] },
  {
    text: 'Amundsen shows lineage down to columns from Databricks.',
    quotes: ['Column lineage is shown where the extractor supplies it.'],
  },
  {
    text: 'Users are never shown tables that they may not read.',
    quotes: ['Users are shown table metadata according to the search index.'],
  },
  { text: 'Failover completes in less than a second.', quotes: ['Failover completes in less than a minute.'] },
  { text: 'Transformers are supported in production.', quotes: ['Transformers are an alpha feature.'] },
  { text: 'The server keeps data for at least 15 days.', quotes: ['The server keeps data for up to 15 days.'] },
  { text: 'Role bindings are audited by an external firm.', quotes: ['Role bindings are listed in the console.'] },
  { text: 'The sandbox guarantees that policies terminate.', quotes: ['Policies are expected to terminate quickly.'] },
  { text: 'Masked columns cannot be read by administrators.', quotes: ['Masked columns are hidden from analysts.'] },
  { text: 'Scores are attached automatically to each trace.', quotes: ['You can attach scores to a trace.'] },
  {
    text: 'The operator upgrades clusters with zero downtime.',
    quotes: ['The operator upgrades clusters one node at a time.'],
  },
  { text: 'Kafka and Pulsar both carry events.', quotes: ['Kafka carries events.'] },
  {
    text: 'The product complies with GDPR.',
    quotes: ['Personal data can be deleted on request, as asked for by GDPR.'],
  },
  {
    text: 'Backups are taken nightly and can be restored by every user.',
    quotes: ['Backups are taken nightly and can be restored by administrators.'],
  },
  { text: 'Interrupts are not persisted.', quotes: ['Interrupts are persisted by the checkpointer.'] },
  {
    text: 'Sparse vectors are supported in all index types.',
    quotes: ['Sparse vectors are supported in the inverted index.'],
  },
  { text: 'A comprehensive set of metrics is exported.', quotes: ['A set of metrics is exported.'] },
  { text: 'Native LangSmith tracing ships with the library.', quotes: ['Traces may be sent to LangSmith.'] },
  { text: 'Old data is compacted within 2 hours.', quotes: ['Blocks of two hours are compacted in the background.'] },
  { text: 'Quotas are enforced on every tenant.', quotes: ['Quotas will be enforced on tenants in a future release.'] },
  {
    text: 'A second server takes over when the first one fails.',
    quotes: ['A second server is not started when the first one fails.'],
  },
  { text: 'Rules must be approved by two people.', quotes: ['Rules can be approved by two people.'] },
  { text: 'Offsets are stored exactly once in the target.', quotes: ['Offsets are stored in a topic.'] },
  {
    text: 'The index returns the nearest hits with 99 percent recall.',
    quotes: ['The index returns approximate nearest neighbours.'],
  },
  { text: 'Secrets are kept in HashiCorp Vault.', quotes: ['Secrets are kept in a secret store.'] },
  {
    text: 'The hosted edition is included free of charge for all teams.',
    quotes: ['The hosted edition is free for teams of up to five.'],
  },
  { text: 'Replays reproduce the same output.', quotes: ['Replays usually reproduce the same output.'] },
  {
    text: 'Requests are answered faster than with other servers.',
    quotes: ['Requests are answered by the nearest replica.'],
  },
  { text: 'The catalog updates lineage in real time.', quotes: ['The catalog updates lineage once a day.'] },
  { text: 'Only encrypted connections are accepted.', quotes: ['Encrypted connections are accepted on port 443.'] },
  { text: 'Deprecated fields are kept forever.', quotes: ['Deprecated fields are kept for two releases.'] },
  { text: 'Downgrades are possible at any time.', quotes: ['Downgrades are not supported.'] },
  { text: 'Anonymous users are denied by default.', quotes: ['Anonymous users are allowed by default.'] },
];

/** Written last. On the first run 3 of 20 true ones were refused and 7 of 20 stronger ones passed: that is what to expect of new sentences. */
export const lateFaithful: ClaimPair[] = [
  {
    text: 'Reads go to any replica, so a fresh write may be missed for a moment.',
    quotes: ['Reads may be served by any replica and are therefore eventually consistent.'],
  },
  { text: 'Keys rotate every 90 days.', quotes: ['Encryption keys are rotated every 90 days.'] },
  {
    text: 'A workflow resumes at the step where its worker died.',
    quotes: ['If a worker crashes, the workflow is resumed from the last completed step by another worker.'],
  },
  {
    text: 'Tokens from an identity provider are checked against its JWKS address.',
    quotes: ['JWT tokens are validated against the JWKS endpoint of your identity provider.'],
  },
  {
    text: 'The web console shows who approved which change.',
    quotes: ['Each change lists its author and approver in the web console.'],
  },
  {
    text: 'Schemas are versioned, and an older reader keeps working.',
    quotes: ['Schema versions are backward compatible: older readers continue to work.'],
  },
  { text: 'The free tier stops at 3 projects.', quotes: ['The free tier is limited to three projects.'] },
  {
    text: 'Queries in plain English are translated to SQL by a preview feature.',
    quotes: ['Preview: natural language queries are translated into SQL.'],
  },
  { text: 'Data can stay in the EU region.', quotes: ['You can choose to store your data in the EU region.'] },
  {
    text: 'Failed deliveries end up in a dead letter topic.',
    quotes: ['Records that cannot be delivered are written to a dead letter topic.'],
  },
  {
    text: 'There is no built-in scheduler; cron has to start the jobs.',
    quotes: ['Jobs must be started by cron, as no scheduler is included.'],
  },
  {
    text: 'Throughput reached 48,000 records per second in the published test.',
    quotes: ['In our benchmark, ingest reached 48,000 records per second.'],
  },
  { text: 'Secrets never appear in logs.', quotes: ['Secrets are never written to the logs.'] },
  {
    text: 'An operator sets the number of shards by hand.',
    quotes: ['The number of shards is set manually by the operator.'],
  },
  {
    text: 'Python is the one language with a supported client.',
    quotes: ['The only supported client library is for Python.'],
  },
  {
    text: 'Guardrails check both the prompt and the answer.',
    quotes: ['Guardrails are applied to prompts as well as to responses.'],
  },
  {
    text: 'Since 2.6, cold segments move to object storage.',
    quotes: ['Starting with version 2.6, cold segments are offloaded to object storage.'],
  },
  {
    text: 'An index that is rebuilt does not block searches.',
    quotes: ['Searches continue while an index is being rebuilt.'],
  },
  { text: 'Labels set on a table are passed on to its views.', quotes: ['Views inherit the labels of their tables.'] },
  {
    text: 'Alerting is left to Grafana.',
    quotes: ['For alerting, use Grafana; the product has no alerting of its own.'],
  },
];

export const lateStronger: ClaimPair[] = [
  {
    text: 'Reads see the newest write on any replica.',
    quotes: ['Reads may be served by any replica and are therefore eventually consistent.'],
  },
  { text: 'Keys rotate every 30 days.', quotes: ['Encryption keys are rotated every 90 days.'] },
  {
    text: 'A workflow always resumes without loss.',
    quotes: ['If a worker crashes, the workflow is resumed from the last completed step.'],
  },
  {
    text: 'Tokens are validated by Okta.',
    quotes: ['JWT tokens are validated against the JWKS endpoint of your identity provider.'],
  },
  {
    text: 'Natural language queries are translated into SQL.',
    quotes: ['Preview: natural language queries are translated into SQL.'],
  },
  { text: 'Data is stored in the EU region.', quotes: ['You can choose to store your data in the EU region.'] },
  { text: 'The free tier has unlimited projects.', quotes: ['The free tier is limited to three projects.'] },
  {
    text: 'Jobs are started by the built-in scheduler.',
    quotes: ['Jobs must be started by cron, as no scheduler is included.'],
  },
  { text: 'Shards are set automatically.', quotes: ['The number of shards is set manually by the operator.'] },
  {
    text: 'Client libraries are supported for Python and Java.',
    quotes: ['The only supported client library is for Python.'],
  },
  { text: 'Guardrails prevent all harmful answers.', quotes: ['Guardrails are applied to responses.'] },
  { text: 'Deletion is irreversible and GDPR compliant.', quotes: ['Deletion is irreversible.'] },
  {
    text: 'Searches are blocked while an index is being rebuilt.',
    quotes: ['Searches continue while an index is being rebuilt.'],
  },
  {
    text: 'The product alerts on its own.',
    quotes: ['For alerting, use Grafana; the product has no alerting of its own.'],
  },
  { text: 'Backups run hourly and nightly.', quotes: ['Backups run nightly.'] },
  {
    text: 'Two-person approval is enforced for policies.',
    quotes: ['Approval by two people may be configured for policies.'],
  },
  { text: 'Recovery takes less than 5 minutes.', quotes: ['Recovery takes about 5 minutes.'] },
  { text: 'The audit log is kept for at least a year.', quotes: ['The audit log is kept for 90 days.'] },
  { text: 'Models are served with lower latency than before.', quotes: ['Models are served over gRPC.'] },
  { text: 'The most secure way to share tables.', quotes: ['Tables are shared by link.'] },
];
