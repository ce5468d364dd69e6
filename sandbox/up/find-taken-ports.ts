import { connect } from "node:net";

export interface NamedPort {
  port: number;
  /** The setting that moves it. */
  setting: string;
}

/** Which of these ports something on this machine already answers on, as sentences. */
export async function findTakenPorts(ports: NamedPort[]): Promise<string[]> {
  const taken = await Promise.all(ports.map(async (named) => ((await answers(named.port)) ? [named] : [])));
  return taken
    .flat()
    .map(
      ({ port, setting }) => `Port ${port} is taken by another program. Set ${setting} to a free port and start again.`,
    );
}

async function answers(port: number): Promise<boolean> {
  const tried = await Promise.all(["127.0.0.1", "::1"].map((host) => accepts(host, port)));
  return tried.includes(true);
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const answer = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once("connect", () => answer(true));
    socket.once("timeout", () => answer(false));
    socket.once("error", () => answer(false));
  });
}
