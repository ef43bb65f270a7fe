import type { Project } from '../records.mts';
import type { World } from '../world.mts';
import type { Rules } from '../zeus/rules.mts';
import type { ConnectUser } from './records.mts';
import type { Deliverer } from './triggers/deliverer.mts';
import type { Claims } from './userToken.mts';

/** A request that has passed token, limits and the rules of its body. */
export interface ConnectCall {
	params: Record<string, string>;
	query: Record<string, string | string[] | undefined>;
	headers: Record<string, string | string[] | undefined>;
	method: string;
	/** Path and query, as they came. */
	url: string;
	/** The members that the operation's rules name; all of it where it has none. */
	body: unknown;
	user: ConnectUser;
	claims: Claims;
	project: Project;
	world: World;
	deliverer: Deliverer;
}

/** Status, body and headers of an answer; a text is sent as it is. */
export interface ConnectAnswer {
	status: number;
	body?: object | string;
	headers?: Record<string, string>;
}

/** An operation for connected users. */
export interface ConnectOperation {
	method: string | readonly string[];
	/** Path with `:name` for parameters; projectId is resolved. */
	path: string;
	rules?: Rules;
	/** Answers in place of 401 when there is no token at all. */
	withoutToken?(world: World): ConnectAnswer | undefined;
	handle(call: ConnectCall): ConnectAnswer | Promise<ConnectAnswer>;
}

/** 200 with a body. */
export function ok(body: object): ConnectAnswer {
	return { status: 200, body };
}

/** A header's value, when it is there and not empty. */
export function header({ headers }: ConnectCall, name: string): string | undefined {
	const value = headers[name];
	return (Array.isArray(value) ? value[0] : value) || undefined;
}
