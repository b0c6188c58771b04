/** How far a message of ours came, as Meta reports it, in the order in which one wins over another. */
export const DELIVERY_STATES = ['sent', 'failed', 'delivered', 'read', 'played', 'deleted'] as const;
export type DeliveryStateName = (typeof DELIVERY_STATES)[number];

export interface DeliveryState {
  readonly wamid: string;
  readonly state: DeliveryStateName;
  readonly at: Date;
  /** Meta's error codes. */
  readonly errors: readonly number[];
}

/** Reports come out of order and more than once: a state only goes up (`failed` wins over `sent` only). */
export interface DeliveryStateStore {
  raise(states: readonly DeliveryState[]): Promise<void>;
  find(wamid: string): Promise<DeliveryState | undefined>;
}
