import { analysisTool } from './analysis-tool.ts';
import { compareTool } from './compare-tool.ts';
import { evidenceTool } from './evidence-tool.ts';
import type { McpTool } from './mcp-tool.ts';
import { searchTool } from './search-tool.ts';
import { stackTool } from './stack-tool.ts';

/** Every tool of `assay mcp`, in the order in which they are usually needed. */
export const mcpTools: readonly McpTool[] = [searchTool, analysisTool, evidenceTool, compareTool, stackTool];
