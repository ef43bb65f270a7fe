import { failureOf } from '../../nodes/core/failure.ts';
import { LoginFailed } from '../../nodes/core/loginFailed.ts';

const withCode = (code: unknown) => Object.assign(new Error('x'), { code });
const answered = (status: number) => ({
	response: { status, headers: { a: 'b' }, data: { c: 1 } },
});

test.each([
	['ECONNREFUSED', 'notSent'],
	['ENOTFOUND', 'notSent'],
	['EAI_AGAIN', 'notSent'],
	['EHOSTUNREACH', 'notSent'],
	['ENETUNREACH', 'notSent'],
	['CERT_HAS_EXPIRED', 'notSent'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'notSent'],
	['SELF_SIGNED_CERT_IN_CHAIN', 'notSent'],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'notSent'],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'notSent'],
	['ECONNRESET', 'answerLost'],
	['ECONNABORTED', 'answerLost'],
	['ETIMEDOUT', 'answerLost'],
	['ERR_BAD_RESPONSE', 'answerLost'],
	['ERR_STREAM_PREMATURE_CLOSE', 'answerLost'],
	['EPIPE', 'answerLost'],
	['ERR_NETWORK', 'answerLost'],
	['ENOENT', 'other'],
	['ERR_INVALID_ARG_TYPE', 'other'],
	['HPE_INVALID_CONSTANT', 'answerLost'],
	['UND_ERR_SOCKET', 'answerLost'],
	['UNKNOWN', 'other'],
	[7, 'other'],
])('the code %s, bare or as a cause, is %s', (code, kind) => {
	expect(failureOf(withCode(code)).kind).toBe(kind);
	const wrapped = new Error('outer', { cause: new Error('middle', { cause: withCode(code) }) });
	expect(failureOf(wrapped).kind).toBe(kind);
});

test.each([400, 401, 503])('an answer of status %d is handed on whole', (status) => {
	const answer = { status, headers: { a: 'b' }, body: { c: 1 } };
	expect(failureOf(answered(status))).toEqual({ kind: 'answered', answer });
	expect(failureOf(new Error('x', { cause: answered(status) }))).toEqual({
		kind: 'answered',
		answer,
	});
});

test('with a good status the rest of the answer was lost', () => {
	expect(failureOf(answered(200))).toEqual({ kind: 'answerLost', problem: 'cut the connection' });
});

test.each([
	{ temporary: true, stranger: false },
	{ temporary: false, stranger: false },
	{ temporary: true, stranger: true },
])('a login that failed counts before anything else (%j)', ({ temporary, stranger }) => {
	const login = new LoginFailed('No session', { temporary, stranger, waitMs: 7 });
	const wrapped = Object.assign(new Error('x', { cause: login }), answered(401), {
		code: 'ECONNRESET',
	});
	expect(failureOf(wrapped)).toEqual({
		kind: 'notLoggedIn',
		problem: 'No session',
		temporary,
		stranger,
		waitMs: 7,
	});
});

test('what is no answer of the login may be better later', () => {
	expect(new LoginFailed('A web page', { stranger: true }).temporary).toBe(true);
});

test.each(['socket hang up', 'aborted', 'terminated'])(
	'the message "%s" is a lost answer',
	(message) => {
		expect(failureOf(new Error(message)).kind).toBe('answerLost');
	},
);

test.each([undefined, null, 'text', 7, new TypeError('bug'), {}])(
	'%p is of something else',
	(thrown) => {
		expect(failureOf(thrown)).toEqual({ kind: 'other', error: thrown });
	},
);

test('an error that is its own cause ends the search', () => {
	const error: Error & { cause?: unknown } = new Error('round');
	error.cause = error;
	expect(failureOf(error).kind).toBe('other');
});
