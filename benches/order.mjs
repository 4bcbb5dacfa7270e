/** The same things in an order that chance decides. */
export function shuffled(things) {
  const left = [...things];
  return things.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0]);
}
