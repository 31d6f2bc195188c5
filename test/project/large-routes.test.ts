import { describe, expect, it } from 'vitest'
import { routesOf } from './build.ts'

/** How large open back ends register their routes, in small. */
describe('routes of large back ends', () => {
  const base =
    "import { Router } from 'express'\nexport class Controller {\n  app\n  constructor() { this.app = Router() }\n  route(options) { this.app[options.method](options.path, options.handler) }\n  get(path, handler) { this.route({ method: 'get', path, handler }) }\n  use(path, router) { this.app.use(path, router) }\n  get router() { return this.app }\n}"

  it.each([
    ['functions of a variable that holds the exports', { 'app.js': "const app = require('express')()\nconst { setUp } = require('./helpers')\nsetUp(app, 'put', '/users/:id', [], run)", 'helpers.js': 'const helpers = module.exports\nhelpers.setUp = function (...args) {\n  const [router, verb, name] = args\n  router[verb](name, args[args.length - 1])\n}' }, ['PUT /users/{id}']],
    ['members that are assigned later', { 'app.js': "const app = require('express')()\nconst mounts = { feeds: require('./feeds') }\nmounts.users = (router) => { router.get('/users', h) }\nmounts.users(app)\nmounts.feeds(app)", 'feeds.js': "module.exports = (router) => { router.get('/feeds', h) }" }, ['GET /feeds', 'GET /users']],
    ['a base class whose methods pass paths on', { 'base.ts': base, 'users.ts': "import { Controller } from './base'\nexport class Users extends Controller {\n  constructor() {\n    super()\n    this.route({ method: 'post', path: '', handler: this.add })\n    this.get('/:id', async (request, response) => { response.json({}) })\n  }\n  add(request, response) {}\n}", 'app.ts': "import express from 'express'\nimport { Users } from './users'\nexpress().use('/users', new Users().router)" }, ['GET /users/{id}', 'POST /users']],
    ['files that a configuration names', { 'config/express.js': "const path = require('path')\nconst settings = require('./settings')\nmodule.exports.load = function (app) { settings.files.forEach(function (file) { require(path.resolve(file))(app) }) }\nmodule.exports.init = function () { const app = require('express')(); this.load(app) }", 'modules/users/routes/users.js': "module.exports = (app) => { app.route('/users').get(users.list) }" }, ['GET /users']],
    ['a class that extends an application', { 'app.js': "const Koa = require('koa')\nconst Router = require('@koa/router')\nconst router = new Router()\nrouter.get('/users', h)\nclass App extends Koa {\n  constructor(config) { super(); this.routes() }\n  routes() { this.use(router.routes()) }\n}\nnew App({}).listen(1)" }, ['GET /users']],
    ["hapi's plugin that nobody registers", { 'plugin.js': "exports.plugin = { name: 'stats', register(server) { server.route({ method: 'GET', path: '/stats', handler: h }) } }" }, ['GET ?/stats']],
    ['several functions of Serverless that one file describes', { 'functions/notes/index.ts': "export const one = { handler: 'functions/notes/handler.one', events: [{ httpApi: 'GET /notes' }] }\nexport const add = { handler: 'functions/notes/handler.add', events: [{ http: { method: 'post', path: 'notes' } }] }", 'functions/notes/handler.ts': 'export const one = async () => ({ statusCode: 200 })\nexport const add = one' }, ['GET /notes', 'POST /notes']],
    ["h3's router.use()", { 'app.ts': "import { createApp, createRouter, eventHandler } from 'h3'\nconst router = createRouter()\ncreateApp().use(router)\nrouter.use('/users', eventHandler(h), ['get', 'post'])\nrouter.use('/any', eventHandler(h))" }, ['ALL /any', 'GET /users', 'POST /users']],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})
