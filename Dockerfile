# The server as a container: docker build --tag initiativassistenten .
# It runs as nobody in particular, writes to /data and /tmp alone, and fetches nothing when it starts.
ARG PYTHON=3.11-slim

FROM python:${PYTHON} AS wheel
WORKDIR /source
COPY constraints.txt ./
RUN python -m pip install --no-cache-dir --constraint constraints.txt build hatchling
COPY LICENSE README.md pyproject.toml ./
COPY assistant assistant/
COPY corpus corpus/
COPY evals evals/
COPY index index/
COPY prompts prompts/
RUN python -m build --wheel --no-isolation --outdir /wheel

FROM python:${PYTHON} AS environment
# bundled: the embedding that comes with the program. any: also those that sentence-transformers
# loads (INITIATIV_EMBEDDING), for which torch and its company take 1 GB more.
ARG EMBEDDINGS=bundled
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
WORKDIR /build
ENV PATH=/opt/initiativ/bin:$PATH
COPY --from=wheel /wheel /wheel
RUN python -m venv /opt/initiativ && python -m pip install --no-cache-dir --no-deps --no-index /wheel/*.whl
# What the wheel needs, and the extra `mcp`, by which agents ask at /mcp.
RUN python -c "from importlib.metadata import requires; print(*[one for one in requires('initiativassistenten') if 'extra ==' not in one and not one.startswith(('sentence-transformers', 'torch'))], 'mcp', sep='\n')" > /build/needed.txt
COPY constraints.txt ./
RUN python -m pip install --no-cache-dir --constraint constraints.txt --requirement /build/needed.txt
RUN if [ "$EMBEDDINGS" = any ]; then \
      python -m pip install --no-cache-dir --no-deps --index-url "$TORCH_INDEX" --constraint constraints.txt torch && \
      python -m pip install --no-cache-dir --constraint constraints.txt torch sentence-transformers; \
    fi

FROM python:${PYTHON}
RUN groupadd --gid 10001 initiativ && \
    useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin initiativ && \
    install --directory --owner 10001 --group 10001 /data /documents
COPY --from=environment /opt/initiativ /opt/initiativ
# Who may come in, and the names it is asked by, are for whoever runs it to say: INITIATIV_ACCESS and
# INITIATIV_HOSTS. It does not start without the first.
ENV PATH=/opt/initiativ/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    HF_HOME=/data/models \
    INITIATIV_HOST=0.0.0.0 \
    INITIATIV_DATA=/data \
    INITIATIV_SOURCES=/data/sources.yaml
# An empty folder, so that no .env is read.
WORKDIR /srv
VOLUME /data
EXPOSE 7860
USER 10001:10001
STOPSIGNAL SIGTERM
# Not urllib, which would ask by way of a proxy that the environment names.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "from http.client import HTTPConnection as C; c = C('127.0.0.1', 7860, timeout=4); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]
CMD ["initiativ", "serve"]
