export interface PlacesBounds {
  /** Bytes of all bodies that are coming in at once. */
  readonly together: number;
  /** The same, of one sender. */
  readonly perSender: number;
  /** What a body counts for at least, in bytes: a connection costs something too, whatever it carries. */
  readonly atLeast?: number;
  /**
   * Whether the body that has been coming in longest makes room for a newcomer: for senders that nobody knows. What is
   * honest is there in a moment; what hangs is what is oldest. Otherwise the newcomer has to come again.
   */
  readonly oldestGoes?: boolean;
}

export interface PlaceRequest {
  readonly from: string;
  readonly bytes: number;
  /** Less than `perSender`, for a sender that is trusted less. */
  readonly most?: number;
  /** Called when this place goes to another; its `leave` is done by then. */
  readonly putOut?: () => void;
}

export interface Place {
  leave(): void;
}

/** Room in memory for bodies. Nobody waits here: there is a place now, or there is none. */
export interface BodyPlaces {
  /** Undefined when there is none. */
  take(request: PlaceRequest): Place | undefined;
}

interface Taken extends Place {
  readonly from: string;
  readonly bytes: number;
  readonly putOut: () => void;
}

interface Queue {
  /** Oldest first. */
  readonly places: Set<Taken>;
  bytes: number;
}

export function createBodyPlaces(bounds: PlacesBounds): BodyPlaces {
  const { together, perSender, atLeast = 1, oldestGoes = false } = bounds;
  const all: Queue = { places: new Set(), bytes: 0 };
  const bySender = new Map<string, Queue>();

  return {
    take({ from, bytes: wanted, most = perSender, putOut = () => undefined }) {
      const bytes = Math.max(wanted, atLeast);
      const theirs = bySender.get(from) ?? { places: new Set(), bytes: 0 };
      // Of one's own first: whoever asks for much at once takes it from nobody else.
      if (!makeRoom(theirs, bytes, Math.min(most, perSender)) || !makeRoom(all, bytes, together)) return undefined;
      const place: Taken = { from, bytes, putOut, leave: () => leave(place) };
      bySender.set(from, theirs);
      for (const queue of [all, theirs]) {
        queue.places.add(place);
        queue.bytes += bytes;
      }
      return place;
    },
  };

  function makeRoom(queue: Queue, bytes: number, most: number): boolean {
    if (bytes > most) return false;
    while (queue.bytes + bytes > most) {
      const [oldest] = queue.places;
      if (!oldestGoes || oldest === undefined) return false;
      oldest.leave();
      oldest.putOut();
    }
    return true;
  }

  function leave(place: Taken): void {
    const theirs = bySender.get(place.from);
    if (theirs === undefined || !all.places.delete(place)) return;
    all.bytes -= place.bytes;
    theirs.places.delete(place);
    theirs.bytes -= place.bytes;
    if (theirs.places.size === 0) bySender.delete(place.from);
  }
}
