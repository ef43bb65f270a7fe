import type { Limits } from '../core/limits.mts';
import type { Behaviour } from './behaviour.mts';
import type { OAuthClient, Role, State, Token, User } from './state.mts';

/** What a stand-in of Genesys Cloud consists of; state and behaviour are replaced on reset. */
export interface World {
	state: State;
	behaviour: Behaviour;
	limits: Limits;
	/** Known once the servers listen. */
	loginUrl: string;
}

/** Who makes a request. */
export interface Caller {
	token: Token;
	client: OAuthClient;
	/** Missing for client credentials. */
	user?: User;
	/** IDs of the roles it holds. */
	roleIds: ReadonlySet<string>;
	permissions: ReadonlySet<string>;
}

/** A request that has passed authentication, limits and permissions. */
export interface Call {
	params: Record<string, string>;
	query: Record<string, string | string[] | undefined>;
	body: unknown;
	caller: Caller;
	world: World;
}

/** Status and body of an answer; no body for 204 and the like. */
export interface Answer {
	status: number;
	body?: object;
}

/** An operation of the API (Genesys Cloud API description: a method of a path). */
export interface Operation {
	method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
	/** Path with `:name` for parameters. */
	path: string;
	/** One of these is needed. */
	anyPermission?: readonly string[];
	/** All of these are needed. */
	allPermissions?: readonly string[];
	/** Scopes any of which the application needs where scopes are enforced. */
	scopes: readonly string[];
	/** JSON schema of the body. */
	bodySchema?: object;
	handle(call: Call): Answer;
}

/** 200 with a body. */
export function ok(body: object): Answer {
	return { status: 200, body };
}

/** The two scopes that allow reading. */
export function reading(scope: string): string[] {
	return [scope, `${scope}:readonly`];
}

/** Roles by ID that exist. */
export function rolesOf(world: World, roleIds: Iterable<string>): Role[] {
	return [...roleIds].flatMap((id) => world.state.roles.get(id) ?? []);
}

/** The caller as records show it in createdBy and modifiedBy. */
export function callerRef({ client, user }: Caller): { id: string; selfUri: string } {
	const id = user?.id ?? client.id;
	return { id, selfUri: user ? `/api/v2/users/${id}` : `/api/v2/oauth/clients/${id}` };
}
