import type { Refusal } from './errors';
import { failureOf, TIMED_OUT } from './failure';
import { askedMs, LONGEST_WAIT_MS } from './retry';
import type { Answer, Call, Vendor } from './vendor';

/** What a try came to: an answer of any status, or what n8n's helper threw instead. */
export type Tried = Answer | { thrown: unknown };

/** What is to be made of a try. */
export type Verdict =
	| { kind: 'done'; answer: Answer }
	/** The vendor says no. */
	| { kind: 'refused'; refusal: Refusal }
	/** No session is to be had with this credential, so nobody else need ask. */
	| { kind: 'shutOut'; refusal: Refusal }
	/** The vendor wants fewer requests; this one was not carried out. */
	| { kind: 'tooMany'; answer: Answer }
	/** No usable answer; `sent` tells whether the request may have been carried out all the same. */
	| {
			kind: 'fault';
			problem: string;
			/** The problem in a word or two, and nothing that the vendor said. */
			label: string;
			sent: boolean;
			status?: number;
			help?: string;
			waitMs?: number;
			/** What it is instead, for all, when every try has come to it. */
			shutsOut?: Refusal;
	  }
	/** Not of the network: a credential that is missing, a fault in the node. */
	| { kind: 'thrown'; thrown: unknown };

/** Judges a try by what came of it alone; whether it is repeated is the client's to decide. */
export function verdictOf(vendor: Vendor, call: Call, tried: Tried): Verdict {
	return 'thrown' in tried ? ofThrown(vendor, tried.thrown) : ofAnswer(vendor, call, tried);
}

function ofThrown(vendor: Vendor, thrown: unknown): Verdict {
	const failure = failureOf(thrown);
	switch (failure.kind) {
		case 'answered':
			return { kind: 'shutOut', refusal: vendor.explain(failure.answer) };
		case 'notLoggedIn': {
			const { problem, temporary, stranger, waitMs } = failure;
			const help = 'Correct the credential in n8n.';
			const refusal: Refusal = { message: problem, help, status: 401 };
			if (!temporary) return { kind: 'shutOut', refusal };
			const shutsOut = stranger ? refusal : undefined;
			return { kind: 'fault', problem, label: 'login', sent: false, waitMs, shutsOut };
		}
		case 'notSent':
		case 'answerLost': {
			const problem = `${vendor.name} ${failure.problem}`;
			if (failure.kind === 'notSent') {
				return { kind: 'fault', problem, label: 'no connection', sent: false };
			}
			const label = failure.problem === TIMED_OUT ? 'time-out' : 'connection lost';
			return { kind: 'fault', problem, label, sent: true };
		}
		case 'other':
			return { kind: 'thrown', thrown };
	}
}

function ofAnswer(vendor: Vendor, { method, isUsable, anyAnswer }: Call, answer: Answer): Verdict {
	const { status, body } = answer;
	const fault = (problem: string): Verdict => {
		return {
			kind: 'fault',
			problem: `${vendor.name} answered with ${problem}`,
			label: 'unusable answer',
			sent: true,
			status,
		};
	};
	if (status === 429) return { kind: 'tooMany', answer };
	if (status === 408 || (status >= 500 && status !== 501)) {
		const { message, help } = vendor.explain(answer);
		const asked = askedMs(answer.headers);
		const waitMs = asked !== undefined && asked <= LONGEST_WAIT_MS ? asked : undefined;
		const label = `HTTP ${status}`;
		return { kind: 'fault', problem: message, label, help, sent: true, status, waitMs };
	}
	if (status === 401 && (vendor.shutsOut?.(answer) ?? true)) {
		return { kind: 'shutOut', refusal: vendor.explain(answer) };
	}
	if (status >= 400) return { kind: 'refused', refusal: vendor.explain(answer) };
	if (status >= 300) {
		const message = `${vendor.name} answered with a redirect (HTTP ${status}), which is not followed, since it would carry the credential elsewhere`;
		const help = 'Check the address in the credential.';
		return { kind: 'refused', refusal: { message, help, status } };
	}
	const page = typeof body === 'string' && /^\s*</.test(body);
	const missing = body === undefined || body === null || body === '';
	// A page, where an app's API was asked, comes from somebody in between.
	if (anyAnswer && !page) {
		return { kind: 'done', answer: missing ? { ...answer, body: undefined } : answer };
	}
	const nothingToSay = method === 'DELETE' || (status === 204 && method !== 'GET');
	if (missing && nothingToSay && !isUsable) {
		return { kind: 'done', answer: { ...answer, body: undefined } };
	}
	if (missing) return fault('nothing');
	if (typeof body === 'object') {
		const usable = isUsable?.(body as Record<string, unknown>) ?? true;
		return usable ? { kind: 'done', answer } : fault('something other than was asked for');
	}
	return fault(page ? 'a web page' : 'something that is not valid JSON');
}
