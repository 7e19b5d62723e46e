version 1.1

# `returnCodes` as one number, as a list, and as all.
task one {
  command <<< exit 10 >>>

  runtime {
    container: "localhost/busybox:latest"
    returnCodes: 10
  }
}

task several {
  command <<< exit 200 >>>

  runtime {
    container: "localhost/busybox:latest"
    returnCodes: [1, 123, 200]
  }
}

task any {
  command <<< exit 77 >>>

  output {
    Boolean done = true
  }

  runtime {
    container: "localhost/busybox:latest"
    returnCodes: "*"
  }
}

workflow return_codes {
  call one
  call several after one
  call any after several

  output {
    Boolean done = any.done
  }
}
