import { path } from '../../core/client';
import { InvalidInput, UncertainOutcome } from '../../core/errors';
import type { Call } from '../../core/vendor';

/** Sends a request to Jira. */
type Ask = <Body>(call: Call) => Promise<Body>;

interface Status {
	id?: string;
	name?: string;
}

interface Transition {
	id: string;
	name: string;
	to?: Status;
	hasScreen?: boolean;
}

/** Where an issue is, and how it can go on. */
interface Place {
	fields?: { status?: Status };
	transitions?: Transition[];
}

/**
 * Moves an issue to a status by a transition that leads there.
 *
 * @param wanted the status by name or ID, or a transition by these
 * @returns whether it had to be moved
 * @throws InvalidInput naming the statuses that can be reached
 */
export async function moveTo(ask: Ask, key: string, wanted: string): Promise<boolean> {
	const { fields, transitions = [] } = await placeOf(ask, key);
	if (isMeant(wanted, fields?.status)) return false;
	const found = transitionTo(wanted, transitions);
	if (!found) throw new InvalidInput('Status', unreachable(wanted, transitions));
	await ask({
		method: 'POST',
		path: path`/rest/api/3/issue/${key}/transitions`,
		body: { transition: { id: found.id } },
	}).catch(async (thrown: unknown) => {
		if (!(thrown instanceof UncertainOutcome)) throw thrown;
		const { fields: after } = await placeOf(ask, key);
		if (!isMeant(found.to?.id ?? wanted, after?.status)) throw thrown;
	});
	return true;
}

const placeOf = async (ask: Ask, key: string) =>
	await ask<Place>({
		method: 'GET',
		path: path`/rest/api/3/issue/${key}`,
		query: { fields: 'status', expand: 'transitions' },
	});

/**
 * Statuses go before transitions, since both are numbered and named alike. Of several transitions to
 * a status, one without a screen asks for nothing.
 */
function transitionTo(wanted: string, transitions: readonly Transition[]): Transition | undefined {
	const leading = transitions.filter(({ to }) => isMeant(wanted, to));
	return (
		leading.find(({ hasScreen }) => hasScreen !== true) ??
		leading[0] ??
		transitions.find((each) => isMeant(wanted, each))
	);
}

function unreachable(wanted: string, transitions: readonly Transition[]): string {
	const statuses = transitions.map(({ to, name }) => to?.name ?? name);
	const others =
		statuses.length > 0
			? `these can: ${[...new Set(statuses)].join(', ')}`
			: 'no other can, or the connected account may not move it';
	return `'${wanted}' cannot be reached from the issue's present status; ${others}`;
}

/** Whether one is meant, by ID or name. */
const isMeant = (wanted: string, one: Status | undefined): boolean =>
	[one?.id, one?.name].some((each) => each?.toLowerCase() === wanted.toLowerCase());
