import { ServerResponse } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';

/**
 * Loaded before everything else (`node --import`), see `fastClock`: from then on time passes
 * CLOCK_SPEED times faster in this process, counted from CLOCK_ORIGIN. All that runs in it takes
 * part: timers, the time of day and the time since the start, time-outs of connections (which Node.js keeps apart from timers) and
 * the Date header of servers (which Node.js takes from the real clock).
 *
 * It stands here and not in what is tested, which knows of one time only.
 */
const speed = Number(process.env.CLOCK_SPEED);
const origin = Number(process.env.CLOCK_ORIGIN);
const RealDate = Date;
const realNow = Date.now;

const now = () => Math.round(origin + (realNow() - origin) * speed);
const real = (milliseconds: number | undefined) => (milliseconds ?? 0) / speed;

globalThis.Date = new Proxy(RealDate, {
	construct: (target, given, newTarget) =>
		Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
	apply: () => new RealDate(now()).toString(),
});
RealDate.now = now;
RealDate.prototype.constructor = globalThis.Date;

const sinceStart = performance.now.bind(performance);
Object.defineProperty(performance, 'now', { value: () => sinceStart() * speed });

const { setTimeout: timeout, setInterval: interval } = timers;
const { setTimeout: timeoutPromise } = timersPromises;
type Callback = (...given: unknown[]) => void;

const scaledTimeout = (callback: Callback, ms?: number, ...given: unknown[]) =>
	timeout(callback, real(ms), ...given);
const scaledInterval = (callback: Callback, ms?: number, ...given: unknown[]) =>
	interval(callback, real(ms), ...given);
const scaledPromise = async (ms?: number, value?: unknown, options?: object) =>
	await timeoutPromise(real(ms), value, options);

Object.assign(scaledTimeout, { [promisify.custom]: scaledPromise });
for (const place of [globalThis, timers]) {
	Object.assign(place, { setTimeout: scaledTimeout, setInterval: scaledInterval });
}
Object.assign(timersPromises, { setTimeout: scaledPromise });
syncBuiltinESMExports();

const socketTimeout = net.Socket.prototype.setTimeout;
net.Socket.prototype.setTimeout = function scaled(ms, callback) {
	return socketTimeout.call(this, real(ms), callback);
};

const writeHead = ServerResponse.prototype.writeHead;
ServerResponse.prototype.writeHead = function dated(this: ServerResponse, ...given: any[]) {
	if (!this.headersSent) this.setHeader('Date', new Date().toUTCString());
	return writeHead.apply(this, given as Parameters<typeof writeHead>);
} as typeof writeHead;
