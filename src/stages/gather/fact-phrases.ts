import type { FactKind } from '../../domain/evidence.ts';

/** How a kind of fact is worded, in the phrase language; what a `<Name>` captures is whom the fact is about. */
interface FactWording {
  phrases: readonly string[];
  /** The sentence must hold the product's own name, or begin with "it", "this" or a verb of the product. */
  ownName: boolean;
  /** The fact is about a named other; without a name it is none. */
  named: boolean;
}

const regimes =
  '(SOC 1|SOC 2|SOC2|SOC 3|ISO 27001|ISO 27017|ISO 27018|ISO 27701|ISO 42001|ISO/IEC 27001|HIPAA|HITRUST|GDPR|CCPA|PCI|PCI DSS|FedRAMP|StateRAMP|FIPS|FIPS 140|FIPS 140-2|FIPS 140-3|CSA STAR|TISAX|BSI C5|IRAP|SOX|NIST 800-53|EU AI Act|DORA)';
const other = '{<Name>}';

export const factWordings: Record<FactKind, FactWording> = {
  definition: {
    phrases: ['(is|are) (a|an|the|one of the) & !(bug|issue|example|prerequisite|requirement|problem|question)'],
    ownName: true,
    named: false,
  },
  purpose: {
    phrases: [
      '(helps|enables|allows|lets|empowers) (you|users|teams|developers|organizations|organisations|engineers|applications|customers|companies|data)',
      '(is|was) (designed|built|intended|used|meant|created) (to|for|as)',
      '(simplifies|automates|makes it (easy|easier|possible)|aims to|provides (a|an|the))',
      'can be used (to|for|as)',
    ],
    ownName: true,
    named: false,
  },
  limitation: {
    phrases: [
      '(does|do|is|are|can|will) not [yet|currently] (support*|provide*|guarantee*|available|implement*|handle*|allow*|offer*)',
      "(doesn't|don't|isn't|aren't|can't) [yet|currently] (support*|provide*|guarantee*|handle*|allow*|offer*|be)",
      "(not|isn't|aren't) [yet|currently] supported",
      '(only supports|only support|limited to|is limited|are limited|no support for|cannot exceed|must not exceed|no longer supported) & !(not limited|without limitation)',
      'in:(limitation*|known issues|known limitations|restrictions|caveats) & (cannot|not|only|must|limit*|unsupported|maximum|no|fails)',
      '(known (issue|limitation)|the limitation|limitations of|one limitation|a drawback|the drawback)',
    ],
    ownName: false,
    named: false,
  },
  integration: {
    phrases: [
      `(integrates|integrate|integrated|integrating|integration|integrations|interoperates) (with|for) [the] ${other}`,
      `(works|work) (with|alongside) [the] ${other}`,
      `(compatible|compatibility) with [the] ${other}`,
      `${other} (connector|integration|plugin|plug-in|exporter|adapter|receiver|sink|source connector|sink connector|data source|extractor|provider|operator)`,
      `(connector|plugin|adapter|exporter|driver|extractor) for [the] ${other}`,
      `(connect|connects|connecting) (to|with) [a|an|the|your] ${other}`,
      `(support|supports) for [the] ${other}`,
    ],
    ownName: false,
    named: true,
  },
  comparison: {
    phrases: [
      `(compared|comparison|in comparison) (with|to) [the] ${other}`,
      `(unlike|versus|vs|in contrast to|as opposed to|alternative to|alternatives to|replacement for|differs from|different from) [the] ${other}`,
    ],
    ownName: false,
    named: true,
  },
  audience: {
    phrases: [
      '(designed|intended|built|meant|aimed|suited|suitable|ideal|useful|recommended|optimized|perfect|a good fit|well suited) (for|at)',
      'if you (need|want|are looking|have|are building|are using|require)',
      '(common use case*|typical use case*|use it (when|if|for))',
      '(data (engineers|scientists|teams|analysts)|platform (teams|engineers)|developers|administrators|operators|security teams|researchers) (who|can|that|use)',
    ],
    ownName: true,
    named: false,
  },
  compliance: {
    phrases: [`{${regimes}} & (complian*|complies|comply|certif*|attest*|accredit*|audit*|regulat*|validated|report)`],
    ownName: false,
    named: false,
  },
  upstream: {
    phrases: [
      '(reads|consumes|ingests|receives|collects|captures|imports|loads|pulls|scrapes|extracts|accepts|fetches|gathers) ... (from|data|events|metrics|changes|records|messages|requests|documents|vectors)',
      '(ingest*|import*|load*|collect*|captur*) .. data from',
    ],
    ownName: true,
    named: false,
  },
  downstream: {
    phrases: [
      '(writes|sends|exports|publishes|emits|streams|forwards|delivers|pushes|outputs|exposes|routes|returns|produces|propagates) ... (to|as|via)',
      '(export*|publish*|send*|stream*) .. (data|events|metrics|traces|changes|records|messages|results|alerts) to',
    ],
    ownName: true,
    named: false,
  },
  deployment: {
    phrases: [
      '(deploy|deployed|install|installed|run|runs|running|hosted|available|deployment|installation) .. (on|in|using|with|via|as|through) .. (Kubernetes|Docker|Docker Compose|Helm|OpenShift|AWS|Azure|GCP|Google Cloud|Linux|bare metal|virtual machine*|container*|standalone|the cloud|on premises|a library|Lambda|systemd|serverless|self-hosted|binary|cluster)',
      '(on-premises|on premise|self-hosted|fully managed|managed service|air-gapped|multi-cloud|single binary)',
    ],
    ownName: false,
    named: false,
  },
};
