import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('an empty environment gives a server for this machine alone, with its data in ./.data', () => {
  const config = readConfig({})
  expect(config).toEqual({
    ok: true,
    value: { port: 3000, host: '127.0.0.1', dataDir: resolve('.data') },
  })
})

test('an empty variable counts as absent', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toEqual(readConfig({}))
})

test('settings are taken from the environment', () => {
  const config = readConfig({
    PORT: '8080',
    HOST: '0.0.0.0',
    DATA_DIR: '/srv/schakel',
    DATABASE_URL: 'postgres://a@b/c',
    PUBLIC_URL: 'https://schakel.example.org/',
  })
  expect(config).toEqual({
    ok: true,
    value: {
      port: 8080,
      host: '0.0.0.0',
      dataDir: '/srv/schakel',
      databaseUrl: 'postgres://a@b/c',
      publicUrl: 'https://schakel.example.org',
    },
  })
})

test.each([
  ['PORT', 'x'],
  ['PORT', '-1'],
  ['PORT', '65536'],
  ['PORT', '1e3'],
  ['HOST', 'a b'],
  ['DATABASE_URL', 'mysql://secret@host/db'],
  ['DATABASE_URL', 'secret'],
  ['PUBLIC_URL', 'schakel.nl'],
])('a wrong %s (%s) is refused by name, without repeating its value', (name, value) => {
  const config = readConfig({ [name]: value })
  expect(config).toMatchObject({ ok: false, error: expect.stringMatching(new RegExp(`^${name} must be `)) })
  expect(JSON.stringify(config)).not.toContain('secret')
})

test('all wrong variables are named at once', () => {
  expect(readConfig({ PORT: 'x', PUBLIC_URL: 'y' })).toMatchObject({
    error: expect.stringMatching(/PORT.*\n.*PUBLIC_URL/),
  })
})

test.each([
  [{ SECRET_KEY: Buffer.alloc(16).toString('base64') }, /^SECRET_KEY must be 32 bytes/],
  [{ OIDC_ISSUER: 'http://broker.example' }, /^OIDC_ISSUER must be an address with https/],
  [{ OIDC_ISSUER: 'https://broker.example' }, /^OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set/],
  [
    { OIDC_ISSUER: 'https://broker.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' },
    /^PUBLIC_URL must be set/,
  ],
  [{ TRUSTED_PROXIES: '9' }, /^TRUSTED_PROXIES must be/],
])('settings %j are refused in words', (env, why) => {
  expect(readConfig(env)).toMatchObject({ ok: false, error: expect.stringMatching(why) })
})

test('eHerkenning has its usual claims unless said otherwise', () => {
  const env = { OIDC_ISSUER: 'https://broker.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }
  expect(readConfig({ ...env, PUBLIC_URL: 'https://x.example', OIDC_KVK_CLAIM: 'kvk' })).toMatchObject({
    value: {
      oidc: {
        acr: 'urn:etoegang:core:assurance-class:loa3',
        kvkClaim: 'kvk',
        branchClaim: 'urn:etoegang:1.9:ServiceRestriction:Vestigingsnr',
      },
    },
  })
})
