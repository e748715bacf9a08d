import type { Rubric } from '../domain/rubric.ts';
import type { SuiteName, SuiteResult } from '../evals/suite-result.ts';
import type { Api } from './api.ts';

/** What `main.ts` gives to the commands: the ways to the running server and to this machine. Loaded when used. */
export interface Here {
  /** Whether to colour what goes to standard output: a terminal, and NO_COLOR not set. */
  inColour(): Promise<boolean>;
  /** The API of the running server, or of an Assay opened in this process for the length of the command. */
  connect(flags?: ConnectFlags): Promise<Api>;
  rubric(): Promise<Rubric>;
  stylesheet(): Promise<string>;
  start(request: StartRequest): Promise<void>;
  /** Each thing that Assay needs on this machine, and whether it is there. */
  diagnose(): Promise<Diagnosis[]>;
  /** What comes of asking the model that is set about one page. Spends a little money. */
  probe(): Promise<Diagnosis[]>;
  /** What evaluation suites measure, and the gates they pass or fail. */
  evaluate(request: EvalRequest): Promise<SuiteResult[]>;
}

export interface EvalRequest {
  suite: SuiteName | 'all';
  labels?: string;
  docs?: string;
  size: 'whole' | 'sample';
}

export interface ConnectFlags {
  data?: string;
  /** True for commands that wait for work to be done; only they take jobs when no server runs. */
  works?: boolean;
  /** True for commands that look at what was done: a data folder that is not there is a slip, and none is made. */
  kept?: boolean;
  /** True for commands that only read what is public: no token is used, and no data folder is opened. */
  stranger?: boolean;
}

export interface StartRequest {
  data?: string;
  port?: string;
  demo: boolean;
  /** Who the first administrator of a new installation is. */
  as?: string;
}

export interface Diagnosis {
  what: string;
  ok: boolean;
  /** True for what is no fault and yet must not be read over. */
  differs?: boolean;
  /** What was found, or what to do. */
  text: string;
}
