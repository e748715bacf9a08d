import type { Right } from '../../domain/person.ts';
import type { Scope } from '../../domain/scope.ts';

/** The scope that the right to do something asks for, where the place says nothing else. */
const byRight: Record<Right, Scope> = {
  read: 'read',
  enqueue: 'runs',
  edit: 'review',
  decide: 'review',
  administer: 'admin',
};

/** Places where changing something asks for a scope of their own: the first part of the path behind `/api/`. */
const byPlace: Readonly<Record<string, Scope>> = { vendors: 'vendors', tokens: 'admin' };

/** The scope that a token needs for a route; null where nobody needs to sign in. The one place where it is decided. */
export function scopeOf(route: { method: string; path: string; right: Right | 'public' }): Scope | null {
  const { method, path, right } = route;
  if (right === 'public') return null;
  // Looking at what needs a higher role is looking still; people and settings are a scope of their own.
  if (method === 'get') return right === 'administer' ? 'admin' : 'read';
  // A product's schedule starts analyses and spends money, as that of a layer does: it is no field of the product.
  if (path.endsWith('/schedule')) return 'runs';
  return byPlace[path.split('/')[2] ?? ''] ?? byRight[right];
}
