import { evaluationTalk } from './evaluation-talk.ts';
import { chatMarks, modelOrders, ratingOrders } from './model-orders.ts';
import { ordersAbroad } from './model-orders-abroad.ts';
import { toldHowToJudge } from './told-how-to-judge.ts';
import { unveiled } from './unveil-text.ts';

/** Whether a text speaks to a model instead of a reader. Such text is flagged, never used as evidence. */
export function speaksToModel(text: string, isCode: boolean): boolean {
  // Examples of prompts stand in code; there only an order about this very analysis counts.
  if (isCode) return ratingOrders.some((order) => order.test(text));
  return orders(text) || unveiled(text).some(orders);
}

function orders(text: string): boolean {
  if (chatMarks.some((mark) => mark.test(text))) return true;
  const line = text.replace(/\s+/g, ' ');
  return (
    [modelOrders, evaluationTalk, ordersAbroad].some((those) => those.some((order) => order.test(line))) ||
    toldHowToJudge(line)
  );
}
