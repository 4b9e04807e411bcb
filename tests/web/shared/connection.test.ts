import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Connection, type ConnectionState } from "../../../web/shared/connection";
import { ProblemError } from "../../../web/shared/http";
import { FakeWebSocket, WELCOME } from "./fake-web-socket";

function harness(getTicket: () => Promise<string> = () => Promise.resolve("one-use")) {
  const sockets: FakeWebSocket[] = [];
  const states: ConnectionState[] = [];
  const openWebSocket = (url: string) => {
    sockets.push(new FakeWebSocket(url));
    return sockets.at(-1) as unknown as WebSocket;
  };
  const connection = new Connection({ url: "wss://site/ws", getTicket, openWebSocket, random: () => 0.5 });
  connection.onState((state) => states.push(state));
  return { connection, sockets, states, socket: (index: number) => sockets[index]! };
}

/** Long enough to move, without a ping on the way. */
const QUIET = { ...WELCOME, ping_every_seconds: 10_000 };

async function connected(welcome = WELCOME) {
  const all = harness();
  all.connection.start();
  await vi.advanceTimersByTimeAsync(0);
  all.socket(0).open();
  all.socket(0).hear(welcome);
  return all;
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("Connection", () => {
  it("shows its ticket, says hello, and is open once it is welcome", async () => {
    const { connection, socket, states } = harness(() => Promise.resolve("a/b"));
    connection.start();
    await vi.advanceTimersByTimeAsync(0);
    socket(0).open();
    expect(socket(0).url).toBe("wss://site/ws?ticket=a%2Fb");
    expect(socket(0).said).toEqual([{ type: "hello" }]);
    expect(connection.send({ type: "end", session_id: "s-1" })).toBe(false);
    socket(0).hear(WELCOME);
    expect(states).toEqual(["connecting", "open"]);
    expect(connection.send({ type: "end", session_id: "s-1" })).toBe(true);
  });

  it("gives events to those who listen for their type, until they stop", async () => {
    const { connection, socket } = await connected();
    const heard = vi.fn();
    const stop = connection.on("ended", heard);
    socket(0).hear({ type: "audience", session_id: "s-1", watching: 1, recording: true });
    socket(0).hear({ type: "ended", session_id: "s-1", reason: "officer" });
    stop();
    socket(0).hear({ type: "ended", session_id: "s-1", reason: "officer" });
    expect(heard).toHaveBeenCalledExactlyOnceWith({ type: "ended", session_id: "s-1", reason: "officer" });
  });

  it("comes back by itself after a cut, and queues nothing meanwhile", async () => {
    const { connection, sockets, socket, states } = await connected();
    socket(0).cut();
    expect(connection.send({ type: "end", session_id: "s-1" })).toBe(false);
    await vi.advanceTimersByTimeAsync(499);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    socket(1).open();
    socket(1).hear(WELCOME);
    expect(socket(1).said).toEqual([{ type: "hello" }]);
    expect(states).toEqual(["connecting", "open", "waiting", "connecting", "open"]);
  });

  it("waits longer after every failure in a row", async () => {
    const { sockets, socket } = await connected();
    socket(0).cut();
    await vi.advanceTimersByTimeAsync(500);
    socket(1).cut();
    await vi.advanceTimersByTimeAsync(999);
    expect(sockets).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets).toHaveLength(3);
  });

  it("tries at once when told that the phone is back online", async () => {
    const { connection, sockets, socket } = await connected();
    socket(0).cut();
    connection.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(sockets).toHaveLength(2);
  });

  it("moves to a new WebSocket before the server's cut, and drops the old one only then", async () => {
    const { connection, socket, states } = await connected(QUIET);
    const heard = vi.fn();
    connection.on("audience", heard);
    await vi.advanceTimersByTimeAsync(0.95 * 6000 * 1000);
    socket(1).open();
    const event = { type: "audience", session_id: "s-1", watching: 1, recording: true } as const;
    socket(0).hear(event);
    expect(socket(0).readyState).toBe(1);
    socket(1).hear(WELCOME);
    expect(socket(0).readyState).toBe(3);
    socket(0).hear(event);
    socket(1).hear(event);
    expect(heard).toHaveBeenCalledTimes(2);
    expect(states).toEqual(["connecting", "open"]);
  });

  it("keeps the old WebSocket when the new one cannot be made, and tries again", async () => {
    let tickets = 0;
    const getTicket = () => (++tickets === 2 ? Promise.reject(new TypeError("offline")) : Promise.resolve("t"));
    const { connection, sockets, socket } = harness(getTicket);
    connection.start();
    await vi.advanceTimersByTimeAsync(0);
    socket(0).open();
    socket(0).hear(QUIET);
    await vi.advanceTimersByTimeAsync(0.95 * 6000 * 1000);
    expect(connection.state).toBe("open");
    await vi.advanceTimersByTimeAsync(500);
    expect(sockets).toHaveLength(2);
  });

  it("pings, and takes a silent WebSocket for dead", async () => {
    const { socket, connection } = await connected();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket(0).said).toContainEqual({ type: "ping" });
    socket(0).hear({ type: "pong" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connection.state).toBe("open");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connection.state).toBe("waiting");
  });

  it("gives up a WebSocket that is not welcomed in time", async () => {
    const { connection, socket } = harness();
    connection.start();
    await vi.advanceTimersByTimeAsync(0);
    socket(0).open();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(connection.state).toBe("waiting");
    expect(socket(0).readyState).toBe(3);
  });

  it("stops for good, and says why, when no ticket will ever be given again", async () => {
    const gone = new ProblemError({ code: "session-ended", status: 410, detail: "" });
    const { connection, sockets } = harness(() => Promise.reject(gone));
    const told = vi.fn();
    connection.onState(told);
    connection.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toHaveBeenLastCalledWith("refused", gone);
    expect(sockets).toHaveLength(0);
  });

  it("stays closed when it was closed while a ticket was on its way", async () => {
    const { connection, sockets } = harness();
    connection.start();
    connection.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(0);
    expect(connection.state).toBe("closed");
  });
});
