/** Adds to a set that must not grow for ever: of more than so many, those that were added longest ago are forgotten. */
export function remember<Item>(items: Set<Item>, item: Item, most: number): void {
  items.delete(item);
  items.add(item);
  for (const oldest of items) {
    if (items.size <= most) return;
    items.delete(oldest);
  }
}
