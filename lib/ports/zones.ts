/** A hosted zone of Route 53. */
export interface Zone {
  readonly id: string;
  /** Without the dot at its end. */
  readonly name: string;
  readonly public: boolean;
}

/** The hosted zones of the account. */
export interface Zones {
  /** Undefined when the account has none with this id. */
  zone(id: string): Promise<Zone | undefined>;
}
