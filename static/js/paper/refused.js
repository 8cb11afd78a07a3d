// Why a code, a key list or a status list is refused (portal/papers/refused.py).

export class Refused extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

export const refuse = (reason) => {
  throw new Refused(reason);
};
