/**
 * Binds the methods of an object to it, so that they work when they are passed on as functions, and through a proxy
 * (Vue, Pinia, MobX), for which private state is not found. They are not enumerable, as those of a prototype.
 */
export function bindMethods(object: object): void {
  let prototype: unknown = Object.getPrototypeOf(object);
  while (prototype && prototype !== Object.prototype) {
    for (const name of Reflect.ownKeys(prototype)) {
      const { value } = Object.getOwnPropertyDescriptor(prototype, name)!;
      // A method of a subclass replaces that of its parent.
      if (typeof value !== 'function' || name === 'constructor' || Object.getOwnPropertyDescriptor(object, name))
        continue;
      Object.defineProperty(object, name, { value: value.bind(object), writable: true, configurable: true });
    }
    prototype = Object.getPrototypeOf(prototype);
  }
}
