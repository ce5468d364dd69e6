import type { Clock } from "@/sandbox/clock";
import type { Journal } from "@/sandbox/journal";
import { Chaos } from "@/sandbox/chaos/chaos";
import { calm, type ChaosSettings } from "@/sandbox/chaos/chaos-settings";
import type { Account, Delivery, Order, Product, Return, SentEvent, Session, Settings, Subscription } from "./records";
import { openShelves, type Shelf } from "./store";

/** The whole state of the stand-in. */
export interface World {
  accounts: Shelf<Account>;
  products: Shelf<Product>;
  sessions: Shelf<Session>;
  orders: Shelf<Order>;
  subscriptions: Shelf<Subscription>;
  returns: Shelf<Return>;
  events: Shelf<SentEvent>;
  deliveries: Shelf<Delivery>;
  chaosSettings: Shelf<{ id: string; settings: ChaosSettings }>;
  clock: Clock;
  chaos: Chaos;
  /** `http://localhost:3010/fastspring` */
  address: string;
  webhooks: readonly { url: string; secret: string }[];
  now(): number;
  settings(): Settings;
  setSettings(changes: Partial<Omit<Settings, "id">>): void;
  /** Called whenever an event is waiting to be sent. */
  onEvent(listener: () => void): void;
  announce(): void;
}

export interface WorldOptions {
  clock: Clock;
  journal: Journal;
  address: string;
  appOrigin: string;
  webhooks: readonly { url: string; secret: string }[];
}

export function createWorld({ clock, journal, address, appOrigin, webhooks }: WorldOptions): World {
  const shelf = openShelves(journal);
  const kept = shelf<Settings>("settings");
  const chaosSettings = shelf<{ id: string; settings: ChaosSettings }>("chaos");
  const usual: Settings = {
    id: "store",
    expansion: true,
    paused: false,
    batch: 25,
    returnUrl: `${appOrigin}/start/return`,
  };
  const settings = () => kept.get("store") ?? usual;
  const listeners: (() => void)[] = [];
  return {
    accounts: shelf("account"),
    products: shelf("product"),
    sessions: shelf("session"),
    orders: shelf("order"),
    subscriptions: shelf("subscription"),
    returns: shelf("return"),
    events: shelf("event"),
    deliveries: shelf("delivery"),
    chaosSettings,
    clock,
    chaos: new Chaos(() => chaosSettings.get("store")?.settings ?? calm),
    address,
    webhooks,
    now: () => clock.nowMs(),
    settings,
    setSettings: (changes) => void kept.put({ ...settings(), ...changes }),
    onEvent: (listener) => void listeners.push(listener),
    announce: () => {
      for (const listener of listeners) listener();
    },
  };
}
