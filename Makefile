.DEFAULT_GOAL := help
.PHONY: $(shell sed -n 's/^\([a-z -]*\):.*\#\#.*/\1/p' $(firstword $(MAKEFILE_LIST)))

help: ## Print this list
	@bin/help $(MAKEFILE_LIST)

build: ## Build the command bin/traitly if sources changed
	@bin/build cli

run: ## Build if needed and start everything in one process on 127.0.0.1
	@bin/run

demo: ## As run, plus a simulated trial funnel and a local webhook receiver
	@bin/demo

test: ## Build, run every check, and every test that takes seconds
	@bin/mvn -T 2 verify

test-fast: ## Run the tests that need no broker, without the checks of the sources
	@MAVEN_OPTS='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' bin/mvn -q -T 2 -Dquick -Dtest.groups='!thorough' test

test-slow: ## Run the tests that kill, move and pause real processes; they take minutes
	@bin/mvn -q -Dquick verify -pl system-tests -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.groups=slow

format: ## Put all sources into the one format
	@bin/mvn -q spotless:apply

bench: ## Measure most rows in about 20 minutes and print them beside the targets
	@bin/bench-all

bench-micro: ## Run the micro-benchmarks of the pure parts (JMH)
	@bin/launch benchmarks org.openjdk.jmh.Main $(ARGS)

bench-ingest: ## Measure how many events the gateway takes beside its ceiling; ARGS=--short for a quick look
	@bin/need-wrk
	@bin/launch benchmarks com.traitly.benchmarks.scenario.IngestBench $(ARGS)

bench-import: ## Measure traitly import beside what the gateway takes in batches; ARGS='--rows=1000000'
	@bin/need-wrk
	@bin/launch benchmarks com.traitly.benchmarks.scenario.ImportBench $(ARGS)

bench-stream: ## Measure events through the stream-processor beside a bare count; ARGS=--customers=10000
	@bin/launch benchmarks com.traitly.benchmarks.scenario.StreamBench $(ARGS)

bench-growth: ## Measure rate and bytes at 10,000, 100,000 and 1,000,000 customers; ARGS=--largest=100000
	@bin/launch benchmarks com.traitly.benchmarks.scenario.GrowthBench $(ARGS)

bench-lookup: ## Measure lookups beside a bare read over HTTP, and under ingest; ARGS=--short
	@bin/need-wrk
	@bin/launch benchmarks com.traitly.benchmarks.scenario.LookupBench $(ARGS)

bench-delivery: ## Measure signed deliveries beside a bare outbox and a bare client
	@bin/launch benchmarks com.traitly.benchmarks.delivery.DeliveryBench $(ARGS)

bench-isolation: ## Measure eight endpoints beside a dead and a slow one; ARGS='--rate=30 --rounds=3'
	@bin/launch benchmarks com.traitly.benchmarks.delivery.IsolationBench $(ARGS)

bench-backlog: ## Measure what a million messages for a dead endpoint cost; ARGS='--messages=100000 --rate=500 --seconds=60'
	@bin/launch benchmarks com.traitly.benchmarks.delivery.BacklogBench $(ARGS)

bench-latency: ## Measure the time from an event posted to its lookup and its webhook
	@bin/launch benchmarks com.traitly.benchmarks.scenario.LatencyBench $(ARGS)

bench-restart bench-restore: ## Measure restarts and bytes on disk; ARGS='--customers=50000 --events=500000'
	@bin/launch benchmarks com.traitly.benchmarks.scenario.RestartBench $(ARGS)

bench-due: ## Measure the longest pause while windows close; ARGS='--windows=150000 --due=3000'
	@bin/launch benchmarks com.traitly.benchmarks.scenario.DueBench $(ARGS)

bench-backfill: ## Measure how long a goal takes to learn from stored customers; ARGS='--customers=1000000 --events=5000000'
	@bin/launch benchmarks com.traitly.benchmarks.scenario.BackfillBench $(ARGS)

bench-summary: ## Print the figures last measured beside their targets, and draw the charts
	@bin/launch benchmarks com.traitly.benchmarks.summary.Summary

bench-slow-senders: ## Measure other clients while 500 connections send a byte a second
	@bin/launch system-tests com.traitly.systemtests.slow.SlowSendersRun

bench-prediction: ## Measure the predictions on public event logs, and what a score and an update cost
	@bin/launch benchmarks com.traitly.benchmarks.prediction.PredictionQuality $(ARGS)

fuzz: ## Send a gateway odd bodies and raw requests, then compare what the product stored; ARGS='<bodies> <seed>'
	@bin/launch system-tests com.traitly.systemtests.fuzz.Fuzz
	@bin/launch system-tests com.traitly.systemtests.stored.StoredFuzz $(ARGS)

test-killed-sender: ## Kill the sender 20 times while it delivers 100,000 announcements of 10,000 customers
	@bin/mvn -q -Dquick verify -pl system-tests -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.groups=slow -Dit.test=KilledSenderIT -Dfailsafe.failIfNoSpecifiedTests=false -Dtraitly.kills=20 -Dtraitly.kills.announced=100000 -Dtraitly.kills.customers=10000

test-paused-endpoint: ## Pause an endpoint for a minute while 1,000 customers are announced 2,000 times a second
	@bin/mvn -q -Dquick verify -pl system-tests -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.groups=slow -Dit.test=PausedEndpointIT -Dfailsafe.failIfNoSpecifiedTests=false -Dtraitly.pause.seconds=60 -Dtraitly.pause.rate=2000 -Dtraitly.pause.customers=1000

kill-points: ## Kill processes at random, compare counts with what was acknowledged; ARGS="<kills> <seed>"
	@bin/launch system-tests com.traitly.systemtests.guarantees.KillPoints $(ARGS)

moving-instances: ## Look customers up while instances are killed, restarted and added; ARGS=<rounds>
	@bin/launch system-tests com.traitly.systemtests.guarantees.MovingInstances $(ARGS)

own-writes: ## Write and at once read, with and without the token; ARGS=<pairs>
	@bin/launch system-tests com.traitly.systemtests.guarantees.ReadYourWrites $(ARGS)

clients: ## Generate clients for Java, TypeScript and Python from the OpenAPI document into target/clients
	@bin/clients

lint-specs: ## Check the OpenAPI and AsyncAPI documents with redocly, spectral and AsyncAPI's parser
	@bin/lint-specs

docs: ## Write docs/topology.md and the golden files: what records, requests and deliveries must be to the byte, and the JSON Schemas of topics
	@bin/mvn -q test -Dtest='TopologyDocTest,Golden*Test,ValueSchemaFilesTest' -Dtraitly.docs.write=true -pl stream-processor,ingest-gateway,webhook-sender -am -Dsurefire.failIfNoSpecifiedTests=false

dist: ## Pack an archive that runs on a bare JDK, with its list of components (SBOM)
	@bin/dist

connect-plugins: ## Collect what deploy/connect needs in connect/target/plugins
	@bin/mvn -q -Dquick -DskipTests -pl connect -am package

docker: ## Build the image that docker-compose.yml runs
	@docker build -t traitly:latest .

clean: ## Remove what the build made; the data directory stays
	@bin/mvn -q clean
