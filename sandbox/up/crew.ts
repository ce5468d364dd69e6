import { describeEnd, startService, type Service, type ServiceSettings } from "./service";

interface Member {
  ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** The processes that belong together: when one ends unasked, all end; the last to join ends first. */
export interface Crew {
  start(settings: ServiceSettings): Service;
  /** Runs a process to its end; throws with its last words when that is no success. */
  run(settings: ServiceSettings): Promise<void>;
  join(member: Member, whenLost: string): void;
  /** Resolves with a sentence for a person when a member ended though nobody asked it to. */
  broken: Promise<string>;
  stop(): Promise<void>;
}

export function gatherCrew(): Crew {
  const members: Member[] = [];
  const { promise: broken, resolve: breakUp } = Promise.withResolvers<string>();
  let stopping = false;
  const join = (member: Member, describe: () => Promise<string>) => {
    members.push(member);
    void member.ended.then(async () => {
      members.splice(members.indexOf(member), 1);
      if (!stopping) breakUp(await describe());
    });
    // Asked to stop while this one was being started: it must not outlive the others.
    if (stopping) void member.stop();
  };
  return {
    broken,
    join: (member, whenLost) => join(member, () => Promise.resolve(whenLost)),
    start: (settings) => {
      const service = startService(settings);
      join(service, async () => describeEnd(await service.ended));
      return service;
    },
    run: async (settings) => {
      const task = startService({ ...settings, show: undefined });
      members.push(task);
      const end = await task.ended;
      members.splice(members.indexOf(task), 1);
      if (end.reason !== "exit code 0") throw new Error(describeEnd(end));
    },
    stop: async () => {
      stopping = true;
      for (const member of members.toReversed()) await member.stop();
    },
  };
}
