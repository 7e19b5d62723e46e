version 1.1

# `returnCodes` counts before `continueOnReturnCode`.
task over_another {
  command <<< exit 1 >>>

  runtime {
    container: "localhost/busybox:latest"
    returnCodes: [1]
    continueOnReturnCode: [0]
  }
}

task over_false {
  command <<< exit 1 >>>

  runtime {
    container: "localhost/busybox:latest"
    returnCodes: [1]
    continueOnReturnCode: false
  }
}

task in_both {
  command <<< exit 1 >>>

  output {
    Boolean done = true
  }

  runtime {
    container: "localhost/busybox:latest"
    returnCodes: [1, 4, 7]
    continueOnReturnCode: [1, 3, 5]
  }
}

workflow valid_return_codes_and_continue_on_return_code {
  call over_another
  call over_false after over_another
  call in_both after over_false

  output {
    Boolean done = in_both.done
  }
}
