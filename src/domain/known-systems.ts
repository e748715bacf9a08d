/**
 * Systems that documentation of other products often speaks of, in lower case. A sentence whose subject is one of them
 * says what that system does; it counts for the product documented only in part. No list is complete: this one holds what
 * stands beside most data and agent platforms. A system is left out of account when it is the product documented.
 */
export const knownSystems: readonly string[] = `
kubernetes|openshift|docker|podman|helm|istio|envoy|linkerd|knative|keda|nginx|haproxy|traefik|consul|terraform|ansible|argo cd|tekton
aws|amazon web services|amazon s3|s3|ec2|route53|route 53|dynamodb|aws lambda|cloudwatch|azure|azure blob storage|google cloud|gcp|gcs|cloudflare|eks|gke|aks
kafka|kafka connect|pulsar|rabbitmq|nats|kinesis|pub/sub|event hubs|redpanda|activemq|confluent|confluent platform|zookeeper|schema registry
postgresql|postgres|mysql|mariadb|oracle|sql server|db2|mongodb|cassandra|redis|redistimeseries|valkey|sqlite|cockroachdb|vitess|spanner|neo4j|neptune
elasticsearch|opensearch|solr|minio|ceph|hdfs|hadoop|hive|hbase|snowflake|bigquery|redshift|databricks|clickhouse|duckdb|trino|presto
spark|flink|beam|airflow|dagster|dbt|iceberg|delta lake|hudi|parquet|atlas|ranger|superset|tableau|looker|power bi|grafana|loki|tempo
jaeger|zipkin|datadog|new relic|splunk|elastic|fluentd|fluent bit|logstash|kibana|opentelemetry|statsd|graphite|influxdb|nagios|pagerduty
prometheus|victoriametrics|zabbix|sensu|cadvisor|perses|openlineage|rocketmq|pinecone|weaviate|qdrant|langchain|llamaindex
openai|anthropic|gemini|bedrock|azure openai|vertex ai|hugging face|cohere|mistral|ollama|pytorch|tensorflow|keras|onnx|scikit-learn|xgboost
triton|vllm|ray|mlflow|kubeflow|sagemaker|cuda|nvidia|slack|discord|github|gitlab|jenkins|jira|okta|auth0|keycloak|auth service|cognito
active directory|ldap server|vault|opa|linux|windows|macos|ubuntu|python|java|node.js|go|rust|spring|spring boot|quarkus|fastapi|flask`
  .trim()
  .split(/[|\n]/);
