import type { Limits } from '../core/limits.mts';
import type { Behaviour } from './behaviour.mts';
import { notFound } from './errors.mts';
import type { ApiKey, State, Team } from './state.mts';

/** What a stand-in of Tines consists of; state and behaviour are replaced on reset. */
export interface World {
	state: State;
	behaviour: Behaviour;
	limits: Limits;
	/** URL of the tenant; known once the server listens. */
	url: string;
}

/** A request that has passed authentication, limits and permissions. */
export interface Call {
	method: string;
	params: Record<string, string>;
	query: Record<string, string | string[] | undefined>;
	body: unknown;
	key: ApiKey;
	/** Where it came from, for the audit log. */
	from: { ip: string; userAgent: string };
	world: World;
}

/** Status and body of an answer; no body for 204 and the like. */
export interface Answer {
	status: number;
	body?: object;
}

/** Endpoint groups with limits of their own, requests a minute (Tines API: rate limits). */
export const GROUPS = { default: 5000, 'admin/users': 500, audit_logs: 1000 } as const;
export type Group = keyof typeof GROUPS;

/** What a key needs to make a call. */
export type Need = 'read' | 'change' | 'delete' | 'tenant' | 'users' | 'auditLogs';

/** An operation of the API; paths are under /api/v1. */
export interface Operation {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Path with `:name` for parameters. */
	path: string;
	group?: Group;
	needs: Need;
	handle(call: Call): Answer;
}

/** 200 with a body. */
export function ok(body: object): Answer {
	return { status: 200, body };
}

/** The answer to a create. */
export function created({ world }: Call, body: object): Answer {
	return { status: world.behaviour.createStatus, body };
}

/** The answer to a delete: no body. */
export function deleted({ world }: Call): Answer {
	return { status: world.behaviour.deleteStatus };
}

/** The ID a path has; undefined for what can be no ID. */
export function idIn({ params }: Call): number | undefined {
	return /^\d{1,15}$/.test(params.id ?? '') ? Number(params.id) : undefined;
}

/** Whether a key reaches what belongs to a team. */
export function reaches(key: ApiKey, teamId: number): boolean {
	return key.team_id === null || key.team_id === teamId;
}

/**
 * A team that the caller's key reaches.
 * @throws ApiError 404
 */
export function teamOf({ world, key }: Call, id: number | undefined): Team {
	const team = id === undefined ? undefined : world.state.teams.get(id);
	if (!team || !reaches(key, team.id)) throw notFound('Team');
	return team;
}
