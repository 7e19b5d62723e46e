version 1.1

# Neither image nor exit status: both are said by the options.
task bare {
  command <<<
    echo "bare"
    exit 1
  >>>

  output {
    String said = read_string(stdout())
  }
}

workflow default_runtime_attributes {
  call bare

  output {
    String said = bare.said
  }
}
