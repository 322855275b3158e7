"""The catalogue as a site of plain files: scenarios, traces and explanations go in, texts come out."""
