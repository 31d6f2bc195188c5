import { defineRule } from '../../src/core/rule.ts'
import { project } from '../../src/project/subject.ts'
import { hasUnseenCode, usesOne } from '../../src/project/services/used-packages.ts'
import { telemetryLike, telemetryPackages } from '../../src/source/models/observability.ts'

export default defineRule({
  subject: project,
  title: 'Every application has metrics and traces',
  why: 'Without metrics and traces nobody sees that a service is slow before its users complain, nor which service behind it is the cause.',
  fix: 'Start OpenTelemetry (or the agent of your platform) before the application, and export the usual metrics: rate, errors, duration.',
  presets: { strict: 'warn' },
  checklist: ['OBS-3'],
  references: ['OpenTelemetry: Node.js, Getting started', 'Google SRE Book: Monitoring Distributed Systems'],
  silentOn: [
    'agents that only package.json lists, because the start command loads them',
    'applications that serve GET /metrics',
    'serverless functions, command lines, tests: what does not listen',
  ],
  messages: {
    missing:
      'This application starts listening here without metrics or traces: no OpenTelemetry, Prometheus client or agent is loaded. Add one to see the rate, errors and duration of requests.',
  },
  examples: {
    bad: [
      {
        code: {
          'src/server.ts':
            "import express from 'express'\n\nconst app = express()\napp.get('/orders', (request, response) => response.json({ items: [] }))\napp.listen(3000)\n",
        },
      },
    ],
    good: [
      {
        code: {
          'src/server.ts': "import './tracing'\nimport express from 'express'\n\nconst app = express()\napp.listen(3000)\n",
          'src/tracing.ts':
            "import { NodeSDK } from '@opentelemetry/sdk-node'\n\nnew NodeSDK({ serviceName: 'orders' }).start()\n",
        },
      },
      {
        title: 'an agent that the start command loads',
        code: {
          'package.json': '{ "name": "orders", "scripts": { "start": "node -r dd-trace/init src/server.js" }, "dependencies": { "dd-trace": "5.0.0" } }',
          'src/server.js': "const express = require('express')\n\nexpress().listen(3000)\n",
        },
      },
      {
        title: 'metrics without a library',
        code: {
          'src/server.ts':
            "import express from 'express'\nimport { metrics } from './metrics'\n\nconst app = express()\napp.get('/metrics', (request, response) => response.type('text/plain').send(metrics()))\napp.listen(3000)\n",
          'src/metrics.ts': "export const metrics = () => 'requests_total 1'\n",
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Application(application) {
      if (usesOne(unit, application, telemetryPackages, telemetryLike) || hasUnseenCode(application)) return
      const offersMetrics = unit.routes.some(({ path, file }) => /\/metrics\/?$/.test(path) && unit.areaOf(application.root) === unit.packageOf(file))
      if (!offersMetrics) report(application.location, 'missing', {})
    },
  }),
})
