import type { Organization, Project, Role, Team, User } from '../records.mts';
import type { World } from '../world.mts';
import type { Rules } from './rules.mts';

/** Who makes a request, and as what where it concerns one organization. */
export interface Caller {
	user: User;
	role?: Role;
}

/** A request that has passed session, limits, membership, role and the rules of its body. */
export interface Call {
	params: Record<string, string>;
	query: Record<string, string | string[] | undefined>;
	/** The members that the operation's rules name. */
	body: Record<string, unknown>;
	caller: Caller;
	world: World;
	/** What the path is about; there when the path names it. */
	organization?: Organization;
	team?: Team;
	project?: Project;
}

/** Status and body of an answer; no body for deletions. */
export interface Answer {
	status: number;
	body?: object;
}

/** An operation of the management API. */
export interface Operation {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Path with `:name` for parameters; organizationId, teamId and projectId are resolved. */
	path: string;
	/** Roles that may call it; all unless given. */
	roles?: readonly Role[];
	/** What its body has to look like. */
	rules?: Rules;
	/** Needs no session. */
	open?: true;
	/** Members of its body that the journal masks beside those named like secrets. */
	secretMembers?: readonly string[];
	handle(call: Call): Answer | Promise<Answer>;
}

/** Roles that may change things. */
export const WRITERS: readonly Role[] = ['ADMIN', 'MEMBER'];

/** 200 with a body. */
export function ok(body: object): Answer {
	return { status: 200, body };
}

/** 201 with a body. */
export function created(body: object): Answer {
	return { status: 201, body };
}

/** The answer to a successful DELETE. */
export function deleted({ behaviour }: World): Answer {
	return behaviour.deleteBody === 'object' ? ok({}) : { status: 200 };
}
