# One recipe for every service, from the jar that Maven has built (docs/containers.md):
#   mvn -DskipTests package && docker build --build-arg SERVICE=order-service -t jumun/order-service .

FROM eclipse-temurin:25-jre AS layers
ARG SERVICE
WORKDIR /build
COPY ${SERVICE}/target/${SERVICE}-*-boot.jar app.jar
RUN java -Djarmode=tools -jar app.jar extract --layers --destination layers

# What runs. Libraries come first: they change seldom, and their layer is shared by builds.
FROM eclipse-temurin:25-jre AS runtime
ARG SERVICE
WORKDIR /app
COPY docker/java.options docker/healthcheck ./
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./
# For what keeps files of its own: the data platform's stand-in.
RUN install -d -o 10001 -g 10001 /data
USER 10001:10001
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 CMD ["/app/healthcheck"]
ENTRYPOINT ["java", "-XX:AOTCache=/app/app.aot", "@/app/java.options", "-jar", "/app/app.jar"]

# The cache is accepted only by the Java that made it, from the same files, with the same options: so Java and files are those
# of the image that runs, put beside the database that a service needs to start.
FROM postgres:18 AS training
COPY --from=runtime /opt/java/openjdk /opt/java/openjdk
COPY --from=runtime /app /app
COPY docker/train /usr/local/bin/
ENV PATH=/opt/java/openjdk/bin:$PATH
USER postgres
RUN train /tmp/app.aot

FROM runtime
ARG SERVICE
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="$SERVICE" \
      org.opencontainers.image.description="Jumun: orders and payments as a choreographed saga" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:25-jre"
COPY --from=training /tmp/app.aot ./
