import type { Layer } from '../../../src/domain/closed-lists.ts';

/** An invented product: its levels in the rubric's order, `-` for a dimension that was not assessed, and whom its documents name. */
export interface Invented {
  name: string;
  layer: Layer;
  category: string;
  levels: string;
  licence: string;
  names: string[];
}

/**
 * Invented products for a full building. Each line: name, layer, category, INPACT and GOALS levels, licence, names in its
 * documents. Several categories stay empty, and few products pass healthcare (28 and 20), as in real catalogues.
 */
const lines = `
Quillstore|L1|vector-database|555455 44444|Apache-2.0|Fernpost, Marrow Retrieval
Ember Vectors|L1|vector-database|444444 43344|proprietary|Marrow Retrieval
Tidepool|L1|vector-database|3-4445 33443|MIT|
Assaybox|L1|data-quality|445555 44444|Apache-2.0|Larkhouse
Larkhouse|L1|data-warehouse|555555 45444|proprietary|Assaybox, Fernpost, Sill
Knotwork|L1|graph-database|434343 33333|GPL-3.0-only|
Pillbox|L1|cache|222222 33333|BSD-3-Clause|
Fernpost|L2|change-data-capture|555545 44444|Apache-2.0|Quillstore, Larkhouse, Weir
Ripple Capture|L2|change-data-capture|333333 33333|proprietary|Weir
Weir|L2|event-bus|555455 54444|Apache-2.0|Fernpost, Millrace
Millrace|L2|stream-processing|455555 44443|Apache-2.0|Weir
Sill|L3|semantic-platform|545555 44444|proprietary|Larkhouse
Plain Measures|L3|semantic-platform|344434 33333|MIT|
Finders Catalog|L3|data-catalog|455554 44444|Apache-2.0|Larkhouse, Sill
Onename|L3|entity-resolution|444444 33333|proprietary|
Sayso|L3|business-glossary|333444 33443|MIT|Finders Catalog
Marrow Retrieval|L4|rag-framework|545545 44444|MIT|Quillstore, Ember Vectors, Gate House
Threadneedle|L4|rag-framework|343434 32323|MIT|
Gate House|L4|llm-access|555555 44444|Apache-2.0|Marrow Retrieval, Lookout
Callbox|L4|llm-access|244444 33333|proprietary|
Mapling|L4|embedding-models|454444 43434|Apache-2.0|
Stoker|L4|ml-serving|545444 44434|Apache-2.0|
Second Sort|L4|reranking|444333 33333|MIT|Marrow Retrieval
Warden|L5|policy-engine|665555 45544|Apache-2.0|Gate House, Turnstile
Gavel|L5|policy-engine|445445 43443|Apache-2.0|
Daybook|L5|audit-logging|555555 45444|proprietary|Warden
Strongroom|L5|secrets-management|556555 55444|MPL-2.0|Warden
Veil|L5|data-masking|545554 44444|proprietary|Larkhouse
Lookout|L6|llm-observability|455455 44444|MIT|Gate House
Towerlight|L6|application-monitoring|545545 54445|Apache-2.0|Lookout
Noted|L6|feedback-collection|333333 33333|MIT|
Longhand|L7|workflow-orchestration|555455 44444|MIT|Nodder
Relay Crew|L7|workflow-orchestration|443343 33333|Apache-2.0|
Nodder|L7|human-in-the-loop|454555 44444|proprietary|Longhand
Troupe|L7|agent-framework|444454 44434|MIT|Marrow Retrieval
Playhouse|L7|agent-framework|322233 22222|MIT|
Turnstile|L7|api-gateway|555445 44454|Apache-2.0|Warden
Drip|L7|rate-limiting|344444 44333|MIT|Turnstile
`;

export const inventedStack: readonly Invented[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', layer = '', category = '', levels = '', licence = '', names = ''] = line.split('|');
    return {
      ...{ name, layer: layer as Layer, category, levels, licence },
      names: names.split(', ').filter((each) => each !== ''),
    };
  });

/** "marrow-retrieval" of "Marrow Retrieval". */
export function inventedSlug(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}
