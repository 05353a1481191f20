export interface LoggedRequest {
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  /** Milliseconds from the first byte read to the last byte written. */
  readonly ms: number;
  /** Milliseconds since 1970, when it arrived. */
  readonly at: number;
}

/** The last requests and how long the endpoint was busy with all of them. */
export class RequestLog {
  private readonly ring: LoggedRequest[] = [];
  private next = 0;
  private total = 0;
  private busy = 0;
  private open = 0;
  private busySince = 0;

  /** `capacity`: how many requests are kept. @default 5000 */
  constructor(private readonly capacity = 5000) {}

  /** Number of requests so far, dropped ones included. */
  get count(): number {
    return this.total;
  }

  /** Milliseconds in which at least one request was being answered: overlapping requests count once. */
  get busyMs(): number {
    return this.busy + (this.open > 0 ? performance.now() - this.busySince : 0);
  }

  /** Call when a request arrives; the returned function when its answer is written. */
  begin(): (request: Pick<LoggedRequest, 'service' | 'operation' | 'status'>) => void {
    const at = Date.now();
    const started = performance.now();
    if (this.open === 0) {
      this.busySince = started;
    }
    this.open += 1;
    return (request) => {
      const now = performance.now();
      this.open -= 1;
      if (this.open === 0) {
        this.busy += now - this.busySince;
      }
      this.total += 1;
      this.ring[this.next] = { ...request, ms: now - started, at };
      this.next = (this.next + 1) % this.capacity;
    };
  }

  /** Oldest first. */
  requests(): readonly LoggedRequest[] {
    return [...this.ring.slice(this.next), ...this.ring.slice(0, this.next)];
  }
}
