// A client in the style of generated ones: the answer becomes instances of classes, with dates as `Date`.
class KeyUser {
  constructor(json) {
    this.id = json.id;
    this.name = json.name;
    this.imageUrl = json.imageUrl;
  }
}

class Key {
  constructor(json) {
    this.id = json.id;
    this.toUser = new KeyUser(json.toUser);
    this.lockId = json.lockId;
    this.start = new Date(json.start);
    this.end = json.end === null ? null : new Date(json.end);
    this.created = new Date(json.created);
    this.state = json.state;
  }
}

export function create({ baseUrl, token, fetch = globalThis.fetch }) {
  return async (count) => {
    const response = await fetch(`${baseUrl}/integrators/v1/lock-holders/${count}/keys/`, {
      headers: { accept: 'application/json', authorization: `Bearer ${token}` },
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return (await response.json()).keys.map((key) => new Key(key));
  };
}
