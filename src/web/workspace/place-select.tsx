import type { Stack } from '../../domain/rubric.ts';

interface PlaceProps {
  id: string;
  name: string;
  /** `L1/vector-database`, or empty. */
  chosen: string;
  stack: Stack;
}

/** The choice of a layer and its category in one. */
export function PlaceSelect({ id, name, chosen, stack }: PlaceProps) {
  return (
    <select id={id} name={name}>
      <option value="">Choose its layer and category</option>
      {stack.layers.map((layer) => (
        <optgroup label={`${layer.id} ${layer.name}`}>
          {layer.categories.map((category) => {
            const value = `${layer.id}/${category.id}`;
            return (
              <option value={value} selected={chosen === value ? true : undefined}>
                {category.name}
              </option>
            );
          })}
        </optgroup>
      ))}
    </select>
  );
}
