import { LoginFailed } from './loginFailed';
import type { Answer, Headers } from './vendor';

/** Why n8n's request helper threw instead of giving an answer. */
export type Failure =
	/** The vendor answered with a status that n8n does not hand on: 401, after logging in anew. */
	| { kind: 'answered'; answer: Answer }
	/** No session could be begun, so the request was not sent. */
	| { kind: 'notLoggedIn'; problem: string; temporary: boolean; stranger: boolean; waitMs: number }
	/** No connection came about, so the request was not sent. */
	| { kind: 'notSent'; problem: string }
	/** The request may have been sent and carried out; nobody knows. */
	| { kind: 'answerLost'; problem: string }
	/** Not of the network at all: a credential that is missing, a fault in the node. */
	| { kind: 'other'; error: unknown };

/** Codes of Node.js for connections that never came about. */
const NOT_SENT: Record<string, string> = {
	ECONNREFUSED: 'refused the connection',
	ENOTFOUND: 'has no such host (check the address in the credential)',
	EAI_AGAIN: 'could not be looked up: the DNS server did not answer',
	EHOSTUNREACH: 'could not be reached: no route to the host',
	ENETUNREACH: 'could not be reached: no route to its network',
	CERT_HAS_EXPIRED: 'showed an expired certificate',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'showed a certificate that is not trusted',
	SELF_SIGNED_CERT_IN_CHAIN: 'showed a certificate that is not trusted',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'showed a certificate that is not trusted',
	ERR_TLS_CERT_ALTNAME_INVALID: 'showed a certificate for another host',
};

/** What is said of a vendor whose answer was waited for in vain. */
export const TIMED_OUT = 'did not answer in time';

/** Codes of Node.js and of n8n's HTTP library for connections that ended before the answer did. */
const ANSWER_LOST: Record<string, string> = {
	ECONNRESET: 'cut the connection',
	ECONNABORTED: TIMED_OUT,
	ETIMEDOUT: TIMED_OUT,
	ERR_BAD_RESPONSE: 'cut the connection',
	ERR_STREAM_PREMATURE_CLOSE: 'cut the connection',
	EPIPE: 'cut the connection',
	ERR_NETWORK: 'cut the connection',
};

interface Thrown {
	message?: string;
	code?: unknown;
	cause?: unknown;
	response?: { status?: number; headers?: Headers; data?: unknown };
}

/** What kept a request's answer from coming, from whatever n8n's helper has thrown. */
export function failureOf(thrown: unknown): Failure {
	const chain = chainOf(thrown);
	const login = chain.find((error) => error instanceof LoginFailed);
	if (login instanceof LoginFailed) {
		const { message: problem, temporary, stranger, waitMs } = login;
		return { kind: 'notLoggedIn', problem, temporary, stranger, waitMs };
	}
	const { status, headers = {}, data } = chain.find(({ response }) => response)?.response ?? {};
	// Without a body, or with a good status, it is the rest of the answer that did not come.
	if (status !== undefined && status >= 400 && data !== undefined) {
		return { kind: 'answered', answer: { status, headers, body: data } };
	}
	if (status !== undefined) return { kind: 'answerLost', problem: 'cut the connection' };
	for (const { code } of chain) {
		if (typeof code !== 'string') continue;
		const notSent = NOT_SENT[code];
		if (notSent) return { kind: 'notSent', problem: notSent };
		const lost = ANSWER_LOST[code];
		if (lost) return { kind: 'answerLost', problem: lost };
		// A code that is not known: of a connection that did come about, for all that can be told.
		if (
			/^(ECONN|ESOCKET|EPROTO|ERR_(BAD|FR|HTTP|NETWORK|SSL|STREAM|TLS)|HPE_|UND_ERR)/.test(code)
		) {
			return { kind: 'answerLost', problem: `gave no answer that can be read (${code})` };
		}
	}
	if (chain.some(({ message = '' }) => /aborted|socket hang up|terminated/i.test(message))) {
		return { kind: 'answerLost', problem: 'cut the connection' };
	}
	return { kind: 'other', error: thrown };
}

/** An error and all that caused it. */
function chainOf(thrown: unknown): Thrown[] {
	const chain: Thrown[] = [];
	for (
		let error = thrown;
		typeof error === 'object' && error !== null && !chain.includes(error);
		error = (error as Thrown).cause
	) {
		chain.push(error);
	}
	return chain;
}
