import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { splitModelName } from '../domain/model-provider.ts';
import type { ProviderOutcome, ReplyForm } from '../ports.ts';

interface StartedCall {
  model: string;
  runId: string;
  stage: string;
  task: string;
  subject: string;
  form: ReplyForm;
  maxOutputTokens: number;
}

/** Spans of calls to models, sent to a collector. */
export interface Traces {
  /** Starts the span of a call; what it gives ends it. */
  watch(call: StartedCall): (outcome: ProviderOutcome) => void;
  /** Sends what is left, waiting a few seconds at most; a collector that is away is no error. */
  close(): Promise<void>;
}

/** How long an export may take, at the end of the process too: container hosts kill after 30 s in all. */
const exportMilliseconds = 3_000;

/**
 * Sends one span a call by OpenTelemetry's conventions for generative AI, over OTLP/HTTP. Names, counts and times only:
 * never what was asked or answered, nor why a provider failed.
 */
export function openTraces(settings: { endpoint: string; version: string }): Traces {
  const exporter = new OTLPTraceExporter({
    url: `${settings.endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: exportMilliseconds,
  });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'assay', 'service.version': settings.version }),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: exportMilliseconds })],
  });
  const tracer = provider.getTracer('assay', settings.version);

  return {
    watch(call) {
      const span = tracer.startSpan(`chat ${call.model}`, {
        kind: SpanKind.CLIENT,
        attributes: {
          'gen_ai.operation.name': 'chat',
          'gen_ai.provider.name': providerName(call.model),
          'gen_ai.request.model': call.model,
          'gen_ai.request.max_tokens': call.maxOutputTokens,
          'gen_ai.output.type': call.form === 'text' ? 'text' : 'json',
          'assay.run.id': call.runId,
          'assay.stage': call.stage,
          'assay.task': call.task,
          'assay.subject': call.subject,
        },
      });
      return (outcome) => {
        span.setAttributes(attributesOf(outcome));
        if (outcome.kind !== 'reply') span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      };
    },
    async close() {
      await provider.shutdown().catch(() => undefined);
    },
  };
}

function attributesOf(outcome: ProviderOutcome): Record<string, string | number | string[]> {
  if (outcome.kind === 'unsupported-form') return { 'error.type': outcome.kind };
  if (outcome.kind === 'unavailable') return { 'error.type': outcome.cause };
  const { inputTokens, outputTokens } = outcome.usage;
  return {
    ...(outcome.kind === 'reply' ? {} : { 'error.type': outcome.kind }),
    ...(outcome.model === '' ? {} : { 'gen_ai.response.model': outcome.model }),
    ...(outcome.finishReason === '' ? {} : { 'gen_ai.response.finish_reasons': [outcome.finishReason] }),
    ...(inputTokens === null ? {} : { 'gen_ai.usage.input_tokens': inputTokens }),
    ...(outputTokens === null ? {} : { 'gen_ai.usage.output_tokens': outputTokens }),
  };
}

/** A plain name stands for a server that speaks the OpenAI protocol, whoever runs it. */
function providerName(model: string): string {
  return splitModelName(model)?.provider ?? 'openai';
}
