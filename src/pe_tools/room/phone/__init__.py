"""The pages that phones show: values in, HTML out; no request, no record."""
