// Types of the shop's server, for the tests.

export interface Shop {
  /** Such as `http://localhost:4300`. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface ShopOptions {
  /** 0 takes any that is free. */
  readonly port: number;
  /** The collector's origin, such as `http://localhost:4318`. */
  readonly collector: string;
  /** File URL, with a slash at its end, of the folder with `demo/waymark.json` and `packages/sdk/dist`. */
  readonly root?: URL | undefined;
}

/** @throws {Error} when the port is in use. */
export function startShop(options: ShopOptions): Promise<Shop>;
