/** Requests that a balancer passed on, by the minutes in which it did. */
export interface CountedRequests {
  readonly from: Date;
  /** The first moment that no longer counts. */
  readonly to: Date;
  /** More than none; of several instances the average. */
  readonly requests: number;
}

/** What balancers counted, or why that is not known. */
export type RequestCounts =
  | { readonly known: true; readonly counted: readonly CountedRequests[] }
  | { readonly known: false; readonly because: string };

/** How much a preview is used. */
export interface Traffic {
  /**
   * Requests that balancers passed on to these environments, checks of health apart, in any order. Not known where one of them cannot be asked about;
   * a worker has no balancer, and no requests.
   *
   * @param environmentNames as Beanstalk knows them
   */
  requests(
    environmentNames: readonly string[],
    span: { readonly from: Date; readonly to: Date },
  ): Promise<RequestCounts>;
}
