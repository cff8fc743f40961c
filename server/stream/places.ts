/** Who may have one more stream in this process. */

export interface StreamLimits {
  /** Streams of one owner. */
  perOwner: number;
  /** Streams of all. */
  perProcess: number;
}

export interface Places {
  /** Takes a place, or tells whose limit is reached. The function gives it back, once. */
  take(owner: string | null): (() => void) | "owner" | "process";
}

/** Nobody in particular, who sits at this machine, counts as one owner. */
export function createPlaces({ perOwner, perProcess }: StreamLimits): Places {
  const taken = new Map<string | null, number>();
  let all = 0;
  return {
    take(owner) {
      const own = taken.get(owner) ?? 0;
      if (own >= perOwner) return "owner";
      if (all >= perProcess) return "process";
      taken.set(owner, own + 1);
      all++;
      let isGiven = false;
      return () => {
        if (isGiven) return;
        isGiven = true;
        all--;
        const left = (taken.get(owner) ?? 1) - 1;
        if (left === 0) taken.delete(owner);
        else taken.set(owner, left);
      };
    },
  };
}
