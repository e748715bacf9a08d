import { describe } from 'vitest';
import type { OpenedStore } from '../../src/adapters/store/open-store.ts';
import { describeAccountsAndLogs } from './store-accounts.ts';
import { describeCatalogue } from './store-catalogue.ts';
import { describeChanges } from './store-changes.ts';
import { describeDrafts } from './store-drafts.ts';
import { describeGuards } from './store-guards.ts';
import { describeInsights } from './store-insights.ts';
import { describeLedger } from './store-ledger.ts';
import { describeLists } from './store-lists.ts';
import { describeNews } from './store-news.ts';
import { describePeople } from './store-people.ts';
import { describeRecords } from './store-records.ts';
import { describeRuns } from './store-runs.ts';
import { describeTurns } from './store-turns.ts';
import { describeWorkings } from './store-workings.ts';

/** Gives the store that the tests of a database run on; it is open while they run. */
export type OpenedFor = () => OpenedStore;

/** What every store must do, whatever database is under it. */
export function storeContract(opened: OpenedFor): void {
  describe('runs', () => describeRuns(opened));
  describe('records', () => describeRecords(opened));
  describe('drafts, reviews and publications', () => describeDrafts(opened));
  describe('changes since what is published', () => describeChanges(opened));
  describe('accounts, journal, audit and vendors', () => describeAccountsAndLogs(opened));
  describe('people, their secrets and their ways in', () => describePeople(opened));
  describe('calls to a model, and what they cost', () => describeLedger(opened));
  describe('figures over many reviews', () => describeInsights(opened));
  describe('lists, a page at a time', () => describeLists(opened));
  describe('news, past times and webhooks', () => describeNews(opened));
  describe('the catalogue', () => describeCatalogue(opened));
  describe('turns at hosts', () => describeTurns(opened));
  describe('what was worked out of pages', () => describeWorkings(opened));
  describe('guards in the database', () => describeGuards(opened));
}
