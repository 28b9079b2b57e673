// Made of openapi.json by `npm run client`; do not edit.

export interface Operations {
  /**
   * Submit a report
   */
  postReports: {
    body: {
      class?: 'complaint' | 'aspiration' | 'information_request'
      title?: string | null
      body: string
      occurred_on?: string | null
      location?: {
        area_code?: string | null
        text?: string | null
        latitude?: number | null
        longitude?: number | null
      } | null
      institution_code?: string | null
      category_code?: string | null
      anonymous?: boolean
      secret?: boolean
      contact: {
        name: string
        phone?: string | null
        email?: string | null
        nik?: string | null
      }
      /**
       * Items: Ids from POST /api/v1/attachments
       */
      attachments?: string[]
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      follow_url: string
      /**
       * Training mode only: the code that the contact would be sent
       */
      training_code?: string
    }
  }
  /**
   * List published reports, newest first
   */
  getReports: {
    query?: {
      state?:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      class?: 'complaint' | 'aspiration' | 'information_request'
      /**
       * Code of an institution or unit
       */
      institution?: string
      /**
       * Code; a top category stands for all below it
       */
      category?: string
      /**
       * Kemendagri code; stands for everything below it
       */
      area?: string
      q?: string
      cursor?: string
      /**
       * 1 to 100, default 20
       */
      limit?: string
    }
    answer: {
      reports: {
        tracking_number: string
        state:
          | 'awaiting_identity'
          | 'submitted'
          | 'on_hold'
          | 'assigned'
          | 'in_progress'
          | 'answered'
          | 'closed'
          | 'archived'
        [k: string]: unknown
      }[]
      next_cursor: string | null
    }
  }
  /**
   * Read a report
   */
  getReport: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      state_label: string
      class: 'complaint' | 'aspiration' | 'information_request'
      published: boolean
      title: string | null
      body: string | null
      category: {
        code: string
        name: string
      } | null
      location: {
        area_code: string | null
        area_name: string | null
        text: string | null
        latitude: number | null
        longitude: number | null
      }
      occurred_on: string | null
      reporter_name: string | null
      channel: string
      institution: {
        code: string
        name: string
        short_name: string
      }
      holder: {
        code: string
        name: string
        short_name: string
      }
      created_at: string
      submitted_at: string | null
      answered_at: string | null
      closed_at: string | null
      close_kind: string | null
      archive_reason: string | null
      due_at: string | null
      due_kind: string | null
      rating: number | null
      timeline: {
        seq: number
        at: string
        type: string
        from_state: string | null
        to_state: string
        by: {
          kind: string
          code?: string
          name?: string
          [k: string]: unknown
        }
        target: {
          code: string
          name: string
          short_name: string
        } | null
        text: string | null
        visibility: string
        data: {
          [k: string]: unknown
        }
        attachments: {
          id: string
          name: string
          kind: string
          mime: string
          bytes: number
          url: string
        }[]
      }[]
      attachments: {
        id: string
        name: string
        kind: string
        mime: string
        bytes: number
        url: string
      }[]
      [k: string]: unknown
    }
  }
  /**
   * Confirm the contact with the one-time code
   */
  postReportConfirmIdentity: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      code: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Send a new code to the report’s own contact
   */
  postReportResendCode: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    answer: {
      sent: boolean
    }
  }
  /**
   * State, or correct, the name and NIK that the report waits for
   */
  postReportStateIdentity: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      /**
       * The known one if left out
       */
      name?: string
      /**
       * Sixteen digits; read by nobody who handles the report
       */
      nik: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Add to one’s report
   */
  postReportAddInformation: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Supply what staff asked for; staff enter for the reporter what they were told
   */
  postReportComplete: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say that it is not solved
   */
  postReportDispute: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Take the report back
   */
  postReportWithdraw: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text?: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say whether a system that handles the report gets one’s name and contact
   */
  postReportDecideIdentity: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      agrees: boolean
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say that it is solved, and rate it
   */
  postReportConfirm: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      rating: number
      text?: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Verify a report
   */
  postReportVerify: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      class?: 'complaint' | 'aspiration' | 'information_request'
      oversight?: boolean
      category_code?: string
      title?: string
      public_body?: string
      public_attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Correct class, category or public text
   */
  postReportCorrect: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      class?: 'complaint' | 'aspiration' | 'information_request'
      oversight?: boolean
      category_code?: string
      title?: string
      public_body?: string
      public_attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Give a report to an institution or unit; verifies it if nobody did
   */
  postReportAssign: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      institution_code: string
      note?: string
      class?: 'complaint' | 'aspiration' | 'information_request'
      oversight?: boolean
      category_code?: string
      title?: string
      public_body?: string
      public_attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Hand a report back up as not one’s own
   */
  postReportReturn: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      reason: string
      proposed_code?: string
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say what is being done
   */
  postReportFollowUp: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      /**
       * YYYY-MM-DD; becomes a deadline
       */
      promised_on?: string
      visibility?: 'public' | 'internal'
      attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say that it is solved, and how
   */
  postReportAnswer: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      /**
       * YYYY-MM-DD; today if left out
       */
      done_on?: string
      /**
       * who did it; the holder if left out
       */
      done_by_code?: string
      /**
       * YYYY-MM-DD; an answer that puts something off needs it
       */
      promised_on?: string
      no_evidence_reason?: string
      open_tasks_reason?: string
      attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Wait for the reporter’s data
   */
  postReportHold: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * End a report without handling it
   */
  postReportArchive: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      reason: string
      text: string
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Take an archived report up again
   */
  postReportRestore: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Close an answered report
   */
  postReportClose: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text?: string
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Take over a report whose deadline was missed two working days ago
   */
  postReportTakeOver: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Ask another institution or unit to do its part
   */
  postReportTasks: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      institution_code: string
      task: string
      required?: boolean
      /**
       * YYYY-MM-DD; with the report if left out
       */
      due_on?: string
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say what one’s part is doing
   */
  postReportTasksFollowUp: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      visibility?: 'public' | 'internal'
      attachments?: string[]
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say that one’s part is done
   */
  postReportTasksFinish: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Hand a task back to the lead
   */
  postReportTasksDecline: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Take a task back
   */
  postReportTasksCancel: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      institution_code: string
      text: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say that what was promised is done
   */
  postReportPromiseKept: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Join to another report of the same incident
   */
  postReportJoin: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      into: string
      text?: string
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Let a joined report go its own way again
   */
  postReportUnjoin: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
      attachments?: string[]
      /**
       * The version one saw; another one in between is a 409
       */
      version?: number
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Mark an archived report as false
   */
  postReportMarkFalse: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      /**
       * The reporter reads it
       */
      reason: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Take that mark back
   */
  postReportUnmarkFalse: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      /**
       * The reporter reads it
       */
      reason: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Take back what was assigned automatically; a person decides instead
   */
  postReportUndoAutomation: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {}
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Send an answer that waits for approval
   */
  postReportApproveAnswer: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {}
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Give a waiting answer back to its writer
   */
  postReportRejectAnswer: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Say that one has this too: a report of one’s own that is joined to this one
   */
  postReportSupport: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      text?: string | null
      anonymous?: boolean
      contact: {
        name: string
        phone?: string | null
        email?: string | null
        nik?: string | null
      }
      attachments?: string[]
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      follow_url: string
      /**
       * Training mode only: the code that the contact would be sent
       */
      training_code?: string
    }
  }
  /**
   * Public reports that probably tell of the same, before one is told
   */
  postSimilarReports: {
    body: {
      title?: string | null
      body: string
      area_code?: string | null
      category_code?: string | null
      location_text?: string | null
      latitude?: number | null
      longitude?: number | null
    }
    answer: {
      reports: {
        tracking_number: string
        title: string
        area_name: string | null
        location_text: string | null
        state:
          | 'awaiting_identity'
          | 'submitted'
          | 'on_hold'
          | 'assigned'
          | 'in_progress'
          | 'answered'
          | 'closed'
          | 'archived'
        submitted_at: string
        /**
         * How many reported it
         */
        people: number
      }[]
    }
  }
  /**
   * Send a code to the contact of a report that one names
   */
  postReportSendCode: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      /**
       * A phone number or an e-mail address
       */
      contact: string
    }
    answer: {
      sent: boolean
      /**
       * Training mode only
       */
      training_code?: string
    }
  }
  /**
   * Exchange the code for the follow link; a report that waits for its contact is confirmed by it
   */
  postReportCheckCode: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      code: string
    }
    answer: {
      tracking_number: string
      follow_url: string
    }
  }
  /**
   * A file of a report
   */
  getReportFile: {
    path: {
      tracking_number: string
      /**
       * Id of a file
       */
      id: string
    }
    answer: Blob
  }
  /**
   * The nine questions of the satisfaction survey, and what one answered
   */
  getReportSurvey: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    answer: {
      /**
       * Whether it can be answered now: closed lately, by an institution that asks
       */
      open: boolean
      until: string | null
      questions: {
        element: string
        question: string
        /**
         * What each point means, 1 (worst) first
         */
        scale: string[]
        /**
         * What was said; null for nothing
         */
        points: number | null
      }[]
    }
  }
  /**
   * Answer the satisfaction survey; answered again, the later holds
   */
  postReportSurvey: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      requirements?: number | null
      procedure?: number | null
      time?: number | null
      cost?: number | null
      product?: number | null
      competence?: number | null
      conduct?: number | null
      complaints?: number | null
      facilities?: number | null
    }
    answer: {
      /**
       * Whether it can be answered now: closed lately, by an institution that asks
       */
      open: boolean
      until: string | null
      questions: {
        element: string
        question: string
        /**
         * What each point means, 1 (worst) first
         */
        scale: string[]
        /**
         * What was said; null for nothing
         */
        points: number | null
      }[]
    }
  }
  /**
   * Give many reports to one institution or unit
   */
  postBulkAssign: {
    body: {
      /**
       * At most 100; one named twice counts once
       */
      reports: {
        tracking_number: string
        /**
         * The version one saw; when somebody was faster this report is refused
         */
        version?: number
      }[]
      institution_code: string
      note?: string
      /**
       * Somebody read all of them: what nobody verified yet is verified as it was written
       */
      verifies?: boolean
    }
    answer: {
      /**
       * Under which the results can be read again
       */
      id: string
      action: string
      done: number
      refused: number
      results: {
        tracking_number: string
        /**
         * done or refused
         */
        outcome: string
        /**
         * Why it was refused
         */
        code: string | null
      }[]
    }
  }
  /**
   * Wait for the data of many reporters
   */
  postBulkHold: {
    body: {
      /**
       * At most 100; one named twice counts once
       */
      reports: {
        tracking_number: string
        /**
         * The version one saw; when somebody was faster this report is refused
         */
        version?: number
      }[]
      text: string
    }
    answer: {
      /**
       * Under which the results can be read again
       */
      id: string
      action: string
      done: number
      refused: number
      results: {
        tracking_number: string
        /**
         * done or refused
         */
        outcome: string
        /**
         * Why it was refused
         */
        code: string | null
      }[]
    }
  }
  /**
   * End many reports without handling them
   */
  postBulkArchive: {
    body: {
      /**
       * At most 100; one named twice counts once
       */
      reports: {
        tracking_number: string
        /**
         * The version one saw; when somebody was faster this report is refused
         */
        version?: number
      }[]
      reason: string
      text: string
    }
    answer: {
      /**
       * Under which the results can be read again
       */
      id: string
      action: string
      done: number
      refused: number
      results: {
        tracking_number: string
        /**
         * done or refused
         */
        outcome: string
        /**
         * Why it was refused
         */
        code: string | null
      }[]
    }
  }
  /**
   * Say the same of many reports
   */
  postBulkFollowUp: {
    body: {
      /**
       * At most 100; one named twice counts once
       */
      reports: {
        tracking_number: string
        /**
         * The version one saw; when somebody was faster this report is refused
         */
        version?: number
      }[]
      text: string
      visibility?: 'public' | 'internal'
    }
    answer: {
      /**
       * Under which the results can be read again
       */
      id: string
      action: string
      done: number
      refused: number
      results: {
        tracking_number: string
        /**
         * done or refused
         */
        outcome: string
        /**
         * Why it was refused
         */
        code: string | null
      }[]
    }
  }
  /**
   * What became of each report of a bulk action of one’s own
   */
  getBulk: {
    path: {
      /**
       * Id of the bulk action
       */
      id: string
    }
    answer: {
      /**
       * Under which the results can be read again
       */
      id: string
      action: string
      done: number
      refused: number
      results: {
        tracking_number: string
        /**
         * done or refused
         */
        outcome: string
        /**
         * Why it was refused
         */
        code: string | null
      }[]
    }
  }
  /**
   * Cover faces and number plates of a photo for the public
   */
  postReportAttachmentBlur: {
    path: {
      tracking_number: string
      /**
       * Id of the photo
       */
      id: string
    }
    body: {
      /**
       * Left, top, width and height as parts of the picture, 0 to 1; none shows the original again
       */
      areas: {
        x: number
        y: number
        width: number
        height: number
      }[]
    }
    answer: {
      id: string
      /**
       * Left, top, width and height as parts of the picture, 0 to 1; none shows the original again
       */
      areas: {
        x: number
        y: number
        width: number
        height: number
      }[]
    }
  }
  /**
   * One’s requests to open the identity of a report’s reporter
   */
  getReportUnsealRequests: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    answer: {
      requests: {
        id: number
        tracking_number: string
        reason: string
        requested_at: string
        requester: string
        requester_node: string
        custodian: string | null
        decision: string | null
        decision_reason: string | null
        decided_at: string | null
        expires_at: string | null
      }[]
    }
  }
  /**
   * Ask to open the identity of an anonymous reporter; a custodian decides
   */
  postReportUnsealRequests: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      /**
       * The reporter reads it when it is over
       */
      reason: string
    }
    answer: {
      id: number
      tracking_number: string
      reason: string
      requested_at: string
      requester: string
      requester_node: string
      custodian: string | null
      decision: string | null
      decision_reason: string | null
      decided_at: string | null
      expires_at: string | null
    }
  }
  /**
   * Read an identity that was opened for oneself; each reading is written down
   */
  postReportReadIdentity: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    answer: {
      name: string | null
      nik: string | null
      contact: {
        kind: string
        value: string
      } | null
      expires_at: string
    }
  }
  /**
   * What a custodian has to decide, and what was decided lately
   */
  getUnsealRequests: {
    answer: {
      requests: {
        id: number
        tracking_number: string
        reason: string
        requested_at: string
        requester: string
        requester_node: string
        custodian: string | null
        decision: string | null
        decision_reason: string | null
        decided_at: string | null
        expires_at: string | null
      }[]
    }
  }
  /**
   * Approve or refuse a request, as a custodian and never one’s own
   */
  postUnsealRequestDecide: {
    path: {
      /**
       * Id of a request
       */
      id: string
    }
    body: {
      approve: boolean
      /**
       * Needed to refuse
       */
      reason?: string
    }
    answer: {
      id: number
      tracking_number: string
      reason: string
      requested_at: string
      requester: string
      requester_node: string
      custodian: string | null
      decision: string | null
      decision_reason: string | null
      decided_at: string | null
      expires_at: string | null
    }
  }
  /**
   * Who decides on requests to open an identity
   */
  getCustodians: {
    answer: {
      custodians: {
        email: string
        name: string
        node: string
      }[]
    }
  }
  /**
   * Appoint or dismiss a custodian
   */
  postCustodians: {
    body: {
      email: string
      appointed: boolean
    }
    answer: {
      custodians: {
        email: string
        name: string
        node: string
      }[]
    }
  }
  /**
   * Who should probably get a report, with reasons; 404 while nothing is proposed
   */
  getReportProposal: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    answer: {
      model_version: string
      created_at: string
      class: 'complaint' | 'aspiration' | 'information_request'
      category_code: string | null
      oversight: boolean
      /**
       * Too unsure to lead: a person decides from the text
       */
      abstain: boolean
      urgency: {
        kind: string
        evidence: string[]
      }[]
      /**
       * The most probable first; without a code nobody should get it, or the registry has no such office
       */
      handlers: {
        institution_code: string | null
        category_code: string | null
        /**
         * 0 to 1, calibrated
         */
        probability: number
        reasons: {
          kind: string
          [k: string]: unknown
        }[]
      }[]
    }
  }
  /**
   * Reports of the same incident: what is joined to this one, and what probably should be
   */
  getReportJoined: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    answer: {
      /**
       * The number of the report that is handled for this one too
       */
      main: string | null
      /**
       * What the reporters of joined reports said; names nobody
       */
      statements: {
        tracking_number: string
        title: string
        body: string
        location_text: string | null
        submitted_at: string | null
        additions: {
          at: string
          text: string
        }[]
        attachments: {
          id: string
          name: string
          kind: string
          mime: string
          bytes: number
          url: string
        }[]
      }[]
      /**
       * Reports that probably tell of the same, to join to
       */
      likely: {
        tracking_number: string
        title: string
        location_text: string | null
        submitted_at: string
        /**
         * 0 to 1
         */
        probability: number
      }[]
    }
  }
  /**
   * The reports of one’s institution or unit, with every filter of the console
   */
  getInbox: {
    query?: {
      /**
       * What lies with us (default); what we gave on; all we may see; what may be taken over; answers that wait for us
       */
      scope?: 'held' | 'handed_on' | 'all' | 'offered' | 'to_approve'
      state?:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      class?: 'complaint' | 'aspiration' | 'information_request'
      /**
       * Code; a top category stands for all below it
       */
      category?: string
      /**
       * Kemendagri code; stands for everything below it
       */
      area?: string
      /**
       * Code of who holds it, itself or by a node below
       */
      institution?: string
      overdue?: 'true' | 'false'
      warned?: 'true' | 'false'
      disputed?: 'true' | 'false'
      returned?: 'true' | 'false'
      /**
       * urgent by default
       */
      order?: 'urgent' | 'newest'
      q?: string
      cursor?: string
    }
    answer: {
      counts: {
        [k: string]: number
      }
      overdue: number
      reports: {
        tracking_number: string
        [k: string]: unknown
      }[]
      next_cursor: string | null
    }
  }
  /**
   * Open tasks of one’s institution or unit beside others’ reports, the soonest due first
   */
  getInboxTasks: {
    query?: {
      cursor?: string
    }
    answer: {
      reports: {
        tracking_number: string
        [k: string]: unknown
      }[]
      next_cursor: string | null
    }
  }
  /**
   * Upload a file (multipart/form-data, field "file"); name its id in a report or an entry within two days
   */
  postAttachments: {
    answer: {
      id: string
      name: string
      kind: string
      bytes: number
    }
  }
  /**
   * Search regions by name, down to the village
   */
  getAreas: {
    query?: {
      q?: string
    }
    answer: {
      areas: {
        code: string
        level: string
        name: string
        full_name: string
      }[]
    }
  }
  /**
   * Institutions and units
   */
  getInstitutions: {
    query?: {
      q?: string
      kind?: string
      parent?: string
      cursor?: string
    }
    answer: {
      institutions: {
        code: string
        name: string
        [k: string]: unknown
      }[]
      next_cursor: string | null
    }
  }
  /**
   * The two-level tree of categories
   */
  getCategories: {
    answer: {
      categories: {
        code: string
        name: string
        children: {
          code: string
          name: string
        }[]
      }[]
    }
  }
  /**
   * What the code of a refusal means; the `type` of each leads here
   */
  getProblem: {
    path: {
      code: string
    }
    answer: {
      type: string
      code: string
      title: string
    }
  }
  /**
   * Figures of the last 30 days
   */
  getStatistics: {
    answer: {
      days: number
      received: number
      followed_up: number
      answered: number
      closed: number
      median_days_to_answer: number | null
      rating_mean: number | null
      rating_count: number
    }
  }
  /**
   * Figures of the country or an institution, by months and by class, category or area
   */
  getStatisticsFigures: {
    query?: {
      /**
       * Code; the country if left out
       */
      institution?: string
      /**
       * YYYY-MM; two months before until
       */
      from?: string
      /**
       * YYYY-MM, included; this month
       */
      until?: string
      by?: 'class' | 'category' | 'area'
    }
    answer: {
      from: string
      until: string
      total: {
        received: number
        followed_up: number
        answered: number
        closed: number
        archived: number
        follow_up_in_time: number
        follow_up_late: number
        solve_in_time: number
        solve_late: number
        rated: number
        rating_sum: number
      }
      parts: {
        key: string | null
        counts: {
          received: number
          followed_up: number
          answered: number
          closed: number
          archived: number
          follow_up_in_time: number
          follow_up_late: number
          solve_in_time: number
          solve_late: number
          rated: number
          rating_sum: number
        }
      }[]
      /**
       * Parts of fewer than five people, together
       */
      others: {
        received: number
        followed_up: number
        answered: number
        closed: number
        archived: number
        follow_up_in_time: number
        follow_up_late: number
        solve_in_time: number
        solve_late: number
        rated: number
        rating_sum: number
      } | null
    }
  }
  /**
   * Exchange a system’s key for an access token
   */
  postOauthToken: {
    answer: {
      access_token: string
      token_type: string
      expires_in: number
      scope: string
    }
  }
  /**
   * One’s webhooks
   */
  getWebhooks: {
    answer: {
      webhooks: {
        id: number
        url: string
        event_types: string[]
        active: boolean
        created_at: string
      }[]
    }
  }
  /**
   * Be called at an address of one’s own
   */
  postWebhooks: {
    body: {
      url: string
      /**
       * @maxItems 60
       */
      event_types?: string[]
    }
    answer: {
      id: number
      secret: string | null
    }
  }
  /**
   * Be called no more
   */
  postWebhookEnd: {
    path: {
      /**
       * Id of a webhook
       */
      id: string
    }
    answer: {
      ended: boolean
    }
  }
  /**
   * Have a test event sent
   */
  postWebhookTest: {
    path: {
      /**
       * Id of a webhook
       */
      id: string
    }
    answer: {
      queued: number
    }
  }
  /**
   * Have everything since an instant sent again, under its old message ids
   */
  postWebhookReplay: {
    path: {
      /**
       * Id of a webhook
       */
      id: string
    }
    body: {
      /**
       * ISO 8601 with zone
       */
      since: string
    }
    answer: {
      queued: number
    }
  }
  /**
   * What was sent, newest first
   */
  getWebhookDeliveries: {
    path: {
      /**
       * Id of a webhook
       */
      id: string
    }
    query?: {
      /**
       * Id of the last delivery seen
       */
      before?: string
    }
    answer: {
      deliveries: {
        id: number
        seq: number | null
        message_id: string
        type: string
        state: string
        attempts: number
        created_at: string
        next_try_at: string | null
        delivered_at: string | null
        last_status: number | null
        last_error: string | null
      }[]
    }
  }
  /**
   * Say something about a report that both systems share
   */
  postExchangeMessages: {
    body: {
      /**
       * The same however often it is sent
       */
      id: string
      type:
        | 'exchange.offer'
        | 'exchange.accept'
        | 'exchange.refuse'
        | 'exchange.update'
        | 'exchange.answer'
        | 'exchange.close'
        | 'exchange.ask_identity'
        | 'exchange.identity'
      timestamp: string
      data: {
        /**
         * The id of the sending installation, of its own choice
         */
        from: string
        origin: {
          instance: string
          number: string
        }
        /**
         * The installations it passed, the origin first, the sender last
         *
         * @maxItems 20
         */
        hops:
          | []
          | [string]
          | [string, string]
          | [string, string, string]
          | [string, string, string, string]
          | [string, string, string, string, string]
          | [string, string, string, string, string, string]
          | [string, string, string, string, string, string, string]
          | [string, string, string, string, string, string, string, string]
          | [string, string, string, string, string, string, string, string, string]
          | [string, string, string, string, string, string, string, string, string, string]
          | [string, string, string, string, string, string, string, string, string, string, string]
          | [string, string, string, string, string, string, string, string, string, string, string, string]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
          | [
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string,
              string
            ]
        /**
         * Its number at the sender’s
         */
        number: string
        /**
         * 1, 2, 3 … per report and direction
         */
        seq: number
        /**
         * The last `seq` of the receiver’s that the sender has applied
         */
        saw: number
        report?: {
          title: string
          body: string
          class?: 'complaint' | 'aspiration' | 'information_request'
          category_code?: string | null
          institution_code?: string | null
          area_code?: string | null
          location_text?: string | null
          latitude?: number | null
          longitude?: number | null
          occurred_on?: string | null
          secret?: boolean
        }
        state?: string | null
        text?: string | null
        /**
         * The reporter says that it is not solved
         */
        reopens?: boolean
        reason?: string | null
        outcome?: 'confirmed' | 'silence' | 'closed' | 'withdrawn' | 'archived' | 'taken_back'
        rating?: number | null
        done_on?: string | null
        promised_on?: string | null
        /**
         * @maxItems 20
         */
        attachments?:
          | []
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
          | [
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              },
              {
                /**
                 * The same wherever the file is named
                 */
                id: string
                name: string
                sha256?: string | null
                /**
                 * Relative to the address that messages go to, or on the same host
                 */
                url: string
              }
            ]
        /**
         * The reporter does not give the contact
         */
        declined?: boolean
        reporter?: {
          name: string | null
          phone?: string | null
          email?: string | null
        }
      }
    }
    answer: {
      /**
       * applied, waiting, superseded or refused
       */
      outcome: string
      reason: string | null
      number: string | null
      repeated: boolean
    }
  }
  /**
   * A file that a message of ours named
   */
  getExchangeFile: {
    path: {
      /**
       * Id of a file
       */
      id: string
    }
    answer: Blob
  }
  /**
   * Ask the system that handed over the report for its reporter’s contact; the reporter decides
   */
  postReportAskIdentity: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    body: {
      reason: string
    }
    answer: {
      asked: boolean
    }
  }
  /**
   * An institution or unit with what stands above and below it, also what is switched off
   */
  getAdminInstitution: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
    }
    answer: {
      code: string
      kind: string
      name: string
      short_name: string
      active: boolean
      aliases: string[]
      functions: string[]
      duties: string | null
      area_code: string | null
      time_zone: string
      coordinator_code: string | null
      /**
       * Whether the caller may change it
       */
      editable: boolean
      above: {
        code: string
        kind: string
        name: string
        short_name: string
        active: boolean
      }[]
      units: {
        code: string
        kind: string
        name: string
        short_name: string
        active: boolean
        depth: number
      }[]
    }
  }
  /**
   * Change an institution or unit; what is left out stays
   */
  postAdminInstitution: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
    }
    body: {
      name?: string
      short_name?: string
      /**
       * @maxItems 300
       */
      aliases?: string[]
      /**
       * What a unit does, as categories name it after `local:`
       *
       * @maxItems 300
       */
      functions?: string[]
      duties?: string | null
      /**
       * Asia/Jakarta, Asia/Makassar or Asia/Jayapura
       */
      time_zone?: string
      coordinator_code?: string | null
    }
    answer: {
      code: string
    }
  }
  /**
   * Add an institution below the national level, or a unit below an institution or unit
   */
  postAdminInstitutions: {
    body: {
      parent_code: string
      /**
       * Such as ministry, city; of units: office, district, clinic …
       */
      kind: string
      name: string
      short_name: string
      code?: string
      /**
       * @maxItems 300
       */
      aliases?: string[]
      /**
       * What a unit does, as categories name it after `local:`
       *
       * @maxItems 300
       */
      functions?: string[]
      duties?: string | null
      area_code?: string | null
      /**
       * Asia/Jakarta, Asia/Makassar or Asia/Jayapura
       */
      time_zone?: string
    }
    answer: {
      code: string
    }
  }
  /**
   * Put it, with all below it, below another one
   */
  postAdminInstitutionMove: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
    }
    body: {
      parent_code: string
    }
    answer: {
      code: string
    }
  }
  /**
   * Close it: nothing can be given to it any more, its past stays; 409 while it has units or live reports
   */
  postAdminInstitutionDeactivate: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
    }
    answer: {
      code: string
    }
  }
  /**
   * Open it again
   */
  postAdminInstitutionReactivate: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
    }
    answer: {
      code: string
    }
  }
  /**
   * Categories with who usually handles them, also those that are no longer offered
   */
  getAdminCategories: {
    answer: {
      categories: {
        code: string
        /**
         * In Indonesian
         */
        name_id: string
        /**
         * In English
         */
        name_en: string
        default_level: 'national' | 'province' | 'regency'
        default_handler: string | null
        /**
         * Whether such complaints need an investigation
         */
        oversight: boolean
        active: boolean
        children: {
          code: string
          /**
           * In Indonesian
           */
          name_id: string
          /**
           * In English
           */
          name_en: string
          default_level: 'national' | 'province' | 'regency'
          default_handler: string | null
          /**
           * Whether such complaints need an investigation
           */
          oversight: boolean
          active: boolean
        }[]
      }[]
    }
  }
  /**
   * Add a category at the end of its group
   */
  postAdminCategories: {
    body: {
      /**
       * `group`, or `group.category`
       */
      code: string
      /**
       * In Indonesian
       */
      name_id: string
      /**
       * In English
       */
      name_en: string
      default_level: 'national' | 'province' | 'regency'
      default_handler: string | null
      /**
       * Whether such complaints need an investigation
       */
      oversight: boolean
    }
    answer: {
      code: string
      /**
       * In Indonesian
       */
      name_id: string
      /**
       * In English
       */
      name_en: string
      default_level: 'national' | 'province' | 'regency'
      default_handler: string | null
      /**
       * Whether such complaints need an investigation
       */
      oversight: boolean
      active: boolean
    }
  }
  /**
   * Change a category, its handler, or whether it is offered; what is left out stays
   */
  postAdminCategory: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
    }
    body: {
      /**
       * In Indonesian
       */
      name_id?: string
      /**
       * In English
       */
      name_en?: string
      default_level?: 'national' | 'province' | 'regency'
      default_handler?: string | null
      /**
       * Whether such complaints need an investigation
       */
      oversight?: boolean
      active?: boolean
    }
    answer: {
      code: string
      /**
       * In Indonesian
       */
      name_id: string
      /**
       * In English
       */
      name_en: string
      default_level: 'national' | 'province' | 'regency'
      default_handler: string | null
      /**
       * Whether such complaints need an investigation
       */
      oversight: boolean
      active: boolean
    }
  }
  /**
   * The days off of a year; of this one if none is said
   */
  getAdminHolidays: {
    query?: {
      year?: string
    }
    answer: {
      year: number
      holidays: {
        id: number
        /**
         * YYYY-MM-DD
         */
        date: string
        name: string
        /**
         * A national holiday, or joint leave (cuti bersama)
         */
        kind: 'holiday' | 'joint_leave'
        area_code: string | null
      }[]
    }
  }
  /**
   * Add a day off
   */
  postAdminHolidays: {
    body: {
      /**
       * YYYY-MM-DD
       */
      date: string
      name: string
      /**
       * A national holiday, or joint leave (cuti bersama)
       */
      kind: 'holiday' | 'joint_leave'
      area_code?: string | null
    }
    answer: {
      id: number
      /**
       * YYYY-MM-DD
       */
      date: string
      name: string
      /**
       * A national holiday, or joint leave (cuti bersama)
       */
      kind: 'holiday' | 'joint_leave'
      area_code: string | null
    }
  }
  /**
   * Change a day off; what is left out stays. Moved to another date it has another id
   */
  postAdminHoliday: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    body: {
      /**
       * YYYY-MM-DD
       */
      date?: string
      name?: string
      /**
       * A national holiday, or joint leave (cuti bersama)
       */
      kind?: 'holiday' | 'joint_leave'
      area_code?: string | null
    }
    answer: {
      id: number
      /**
       * YYYY-MM-DD
       */
      date: string
      name: string
      /**
       * A national holiday, or joint leave (cuti bersama)
       */
      kind: 'holiday' | 'joint_leave'
      area_code: string | null
    }
  }
  /**
   * Take a day off out
   */
  postAdminHolidayRemove: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Take over the national days off of a CSV, all or nothing
   */
  postAdminHolidaysImport: {
    body: {
      csv: string
    }
    answer: {
      added: number
      changed: number
      unchanged: number
    }
  }
  /**
   * The dated rules: the national ones and those of one’s own institution
   */
  getAdminDeadlineRules: {
    answer: {
      rules: {
        id: number
        kind: 'identity' | 'verify' | 'first_follow_up' | 'solve' | 'reporter_reply' | 'completion'
        class: ('complaint' | 'aspiration' | 'information_request') | null
        oversight: boolean | null
        /**
         * Days
         */
        amount: number
        calendar: 'working' | 'calendar'
        /**
         * YYYY-MM-DD
         */
        valid_from: string
        /**
         * The law or decree it follows from
         */
        source: string
        valid_until: string | null
        /**
         * Of one’s institution, stricter than the national one
         */
        own: boolean
      }[]
    }
  }
  /**
   * Set a rule from a date on: the national level for all, an institution’s admin a stricter one for it
   */
  postAdminDeadlineRules: {
    body: {
      kind: 'identity' | 'verify' | 'first_follow_up' | 'solve' | 'reporter_reply' | 'completion'
      class?: ('complaint' | 'aspiration' | 'information_request') | null
      oversight?: boolean | null
      /**
       * Days
       */
      amount: number
      calendar: 'working' | 'calendar'
      /**
       * YYYY-MM-DD
       */
      valid_from: string
      /**
       * The law or decree it follows from
       */
      source: string
    }
    answer: {
      id: number
    }
  }
  /**
   * What counting running deadlines anew would move, for one’s institution or the whole country
   */
  getAdminRecompute: {
    query?: {
      /**
       * Also by the rules of today, not only by its calendar
       */
      by_new_rules?: 'true' | 'false'
    }
    answer: {
      deadlines: number
      later: number
      earlier: number
      /**
       * They would be over already, so they stay
       */
      kept: number
      examples: {
        tracking_number: string
        kind: string
        from: string
        to: string
      }[]
    }
  }
  /**
   * Have the running deadlines counted anew by a worker
   */
  postAdminRecompute: {
    body: {
      reason: string
      by_new_rules?: boolean
    }
    answer: {
      queued: boolean
    }
  }
  /**
   * The accounts of one’s institution and its units; of all at the national level
   */
  getAdminAccounts: {
    query?: {
      show?: 'active' | 'unused' | 'left'
      /**
       * Name, e-mail address or place
       */
      q?: string
      cursor?: string
    }
    answer: {
      accounts: {
        id: number
        name: string
        email: string
        role: 'national_admin' | 'institution_admin' | 'unit_officer' | 'observer'
        institution_code: string
        institution_name: string
        /**
         * May approve answers of colleagues
         */
        may_approve: boolean
        active: boolean
        /**
         * Has accepted the invitation
         */
        accepted: boolean
        has_second_factor: boolean
        /**
         * Not used for 30 days
         */
        unused: boolean
        created_at: string
        last_seen_at: string | null
      }[]
      counts: {
        active: number
        unused: number
        left: number
      }
      next_cursor: string | null
    }
  }
  /**
   * Invite a person: the account stands at once, a link sent to their address gives way in
   */
  postAdminAccounts: {
    body: {
      name: string
      role: 'national_admin' | 'institution_admin' | 'unit_officer' | 'observer'
      /**
       * Of the institution or unit they work for
       */
      institution_code: string
      may_approve?: boolean
      email: string
    }
    answer: {
      id: number
    }
  }
  /**
   * An account, and what was done to it by whom
   */
  getAdminAccount: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    answer: {
      id: number
      name: string
      email: string
      role: 'national_admin' | 'institution_admin' | 'unit_officer' | 'observer'
      institution_code: string
      institution_name: string
      /**
       * May approve answers of colleagues
       */
      may_approve: boolean
      active: boolean
      /**
       * Has accepted the invitation
       */
      accepted: boolean
      has_second_factor: boolean
      /**
       * Not used for 30 days
       */
      unused: boolean
      created_at: string
      last_seen_at: string | null
      /**
       * Whether the caller may change it
       */
      manageable: boolean
      events: {
        at: string
        type: string
        reason: string | null
        actor_name: string | null
      }[]
    }
  }
  /**
   * Give an account another name, role or place; what it may see changes at once
   */
  postAdminAccount: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    body: {
      name: string
      role: 'national_admin' | 'institution_admin' | 'unit_officer' | 'observer'
      /**
       * Of the institution or unit they work for
       */
      institution_code: string
      may_approve?: boolean
    }
    answer: {
      done: boolean
    }
  }
  /**
   * End an account with its sessions, tokens and links; its work stays
   */
  postAdminAccountDeactivate: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    body: {
      /**
       * Kept, and told to whom it concerns
       */
      reason: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Give way in anew to who lost password or second factor: both end, a link is sent to their address
   */
  postAdminAccountReset: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    body: {
      /**
       * Kept, and told to whom it concerns
       */
      reason: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Let a person back in who had left; a fresh link leads in
   */
  postAdminAccountReactivate: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Send the invitation anew; the earlier link ends
   */
  postAdminAccountInviteAgain: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Every rule of competence, those that decide first in front
   */
  getAdminRoutingRules: {
    answer: {
      rules: {
        id: number
        /**
         * Codes of categories or groups; none: all
         *
         * @maxItems 300
         */
        categories: string[]
        /**
         * @maxItems 300
         */
        words: string[]
        /**
         * @maxItems 300
         */
        except_words: string[]
        area_prefix: string | null
        level: 'national' | 'province' | 'regency'
        /**
         * Code of a national institution, or a function of a local government
         */
        handler: string
        /**
         * 1 to 100; the highest decides
         */
        priority: number
        /**
         * Percent: how much of a category’s probability moves
         */
        strength: number
        note: string
        enabled: boolean
      }[]
    }
  }
  /**
   * Keep a new rule, switched off: it is tried on past reports first
   */
  postAdminRoutingRules: {
    body: {
      /**
       * Codes of categories or groups; none: all
       *
       * @maxItems 300
       */
      categories: string[]
      /**
       * @maxItems 300
       */
      words: string[]
      /**
       * @maxItems 300
       */
      except_words?: string[]
      area_prefix?: string | null
      level: 'national' | 'province' | 'regency'
      /**
       * Code of a national institution, or a function of a local government
       */
      handler: string
      /**
       * 1 to 100; the highest decides
       */
      priority: number
      /**
       * Percent: how much of a category’s probability moves
       */
      strength: number
      note?: string
    }
    answer: {
      id: number
    }
  }
  /**
   * Switch a rule on or off
   */
  postAdminRoutingRuleSwitch: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    body: {
      on: boolean
    }
    answer: {
      done: boolean
    }
  }
  /**
   * What a rule, on or off, would have done to past reports
   */
  getAdminRoutingRuleTrial: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    answer: {
      /**
       * Past reports on which it would have decided
       */
      moved: number
      /**
       * Of these, how many a person gave to somebody else
       */
      against: number
      /**
       * Numbers of some of those
       */
      examples: string[]
    }
  }
  /**
   * What the machine may do alone for one’s institution, what it did in 30 days, and how often it was right
   */
  getAdminRouting: {
    answer: {
      assign_from: number | null
      /**
       * Whether it archives alone what is nobody’s matter
       */
      archive_nobody: boolean
      acts: {
        assigned: number
        archived: number
        undone: number
      }
      reliability: {
        reports: number
        /**
         * 0 to 1
         */
        top1: number
        /**
         * 0 to 1
         */
        top3: number
        /**
         * 0 to 1
         */
        error: number
        bands: {
          /**
           * 0 to 1
           */
          from: number
          /**
           * 0 to 1
           */
          to: number
          reports: number
          /**
           * 0 to 1
           */
          stated: number
          /**
           * 0 to 1
           */
          right: number
        }[]
      } | null
    }
  }
  /**
   * Set what the machine may do alone for one’s institution
   */
  postAdminRouting: {
    body: {
      assign_from: number | null
      /**
       * Whether it archives alone what is nobody’s matter
       */
      archive_nobody: boolean
    }
    answer: {
      done: boolean
    }
  }
  /**
   * The templates of an institution or unit, also those that are no longer offered
   */
  getAdminInstitutionTemplates: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
    }
    answer: {
      templates: {
        id: number
        name: string
        /**
         * In braces what is filled in: nomor, judul, kategori, nama_unit, nama_instansi, tanggal
         */
        text: string
        active: boolean
      }[]
    }
  }
  /**
   * Keep a new template: a unit’s own people for it, admins for all below them
   */
  postAdminInstitutionTemplates: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
    }
    body: {
      name: string
      /**
       * In braces what is filled in: nomor, judul, kategori, nama_unit, nama_instansi, tanggal
       */
      text: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Change a template
   */
  postAdminInstitutionTemplate: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
      /**
       * The `id` of the list
       */
      id: string
    }
    body: {
      name: string
      /**
       * In braces what is filled in: nomor, judul, kategori, nama_unit, nama_instansi, tanggal
       */
      text: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Offer a template or no longer; what was written from it stays
   */
  postAdminInstitutionTemplateSwitch: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
      /**
       * The `id` of the list
       */
      id: string
    }
    body: {
      active: boolean
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Whether answers of an institution wait for approval, and who of its people may approve
   */
  getAdminInstitutionApproval: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
    }
    answer: {
      needed: boolean
      accounts: {
        id: number
        name: string
        email: string
        place: string
        may_approve: boolean
      }[]
    }
  }
  /**
   * Say whether answers of an institution need approval, and by whom
   */
  postAdminInstitutionApproval: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
    }
    body: {
      needed: boolean
      /**
       * Ids of accounts; all others may not
       *
       * @maxItems 1000
       */
      approvers: number[]
    }
    answer: {
      done: boolean
    }
  }
  /**
   * The connected systems of one’s institution and its units; of all at the national level
   */
  getAdminSystems: {
    answer: {
      systems: {
        id: number
        code: string
        name: string
        contact_email: string | null
        /**
         * @maxItems 5
         */
        scopes:
          | []
          | ['reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange']
          | [
              'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
              'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
            ]
          | [
              'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
              'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
              'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
            ]
          | [
              'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
              'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
              'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
              'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
            ]
          | [
              'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
              'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
              'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
              'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
              'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
            ]
        requests_per_minute: number
        institution_code: string
        institution_name: string
        /**
         * Its reporters need no code; the national level says so
         */
        vouches_for_contacts: boolean
        active: boolean
        created_at: string
        last_call: string | null
      }[]
    }
  }
  /**
   * Connect a system within one’s institution; its first key is shown this once
   */
  postAdminSystems: {
    body: {
      code: string
      institution_code: string
      name: string
      contact_email?: string | null
      /**
       * @maxItems 5
       */
      scopes:
        | []
        | ['reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange']
        | [
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
          ]
        | [
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
          ]
        | [
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
          ]
        | [
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
          ]
      requests_per_minute?: number
      vouches_for_contacts?: boolean
    }
    answer: {
      id: number
      key: string | null
    }
  }
  /**
   * A system with its keys, calls of seven days, webhooks, exchange, and what was done to it
   */
  getAdminSystem: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    answer: {
      id: number
      code: string
      name: string
      contact_email: string | null
      /**
       * @maxItems 5
       */
      scopes:
        | []
        | ['reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange']
        | [
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
          ]
        | [
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
          ]
        | [
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
          ]
        | [
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
          ]
      requests_per_minute: number
      institution_code: string
      institution_name: string
      /**
       * Its reporters need no code; the national level says so
       */
      vouches_for_contacts: boolean
      active: boolean
      created_at: string
      last_call: string | null
      keys: {
        id: number
        /**
         * Its last characters
         */
        ending: string
        created_at: string
        expires_at: string | null
        revoked_at: string | null
      }[]
      calls: {
        route: string
        status: number
        calls: number
        last: string
      }[]
      webhooks: {
        id: number
        kind: 'events' | 'exchange'
        url: string
        event_types: string[]
        active: boolean
        created_at: string
      }[]
      exchange: {
        /**
         * central: they work in our console; semi: they handle; full: both ways
         */
        model: 'central' | 'semi' | 'full'
        url: string | null
        may_ask_identity: boolean
        takes_secret: boolean
        /**
         * What the partner’s words mean here
         *
         * @maxItems 100
         */
        states: {
          theirs: string
          ours: 'assigned' | 'in_progress' | 'on_hold' | 'answered' | 'archived' | 'closed'
        }[]
        heard_at: string | null
        /**
         * Reports of which it was not told something
         */
        held_up: number
      } | null
      open311: {
        url: string
        format: 'json' | 'xml'
        jurisdiction_id: string | null
        /**
         * Named as the sender there: an office, never a reporter
         */
        contact_name: string
        contact_email: string
        default_service: string
        services: {
          [k: string]: string
        }
        active: boolean
        has_key: boolean
        handovers: {
          tracking_number: string
          state: string
          remote_id: string | null
          remote_status: string | null
          attempts: number
          next_try_at: string | null
          last_error: string | null
        }[]
      } | null
      events: {
        at: string
        type: string
        actor_name: string | null
      }[]
    }
  }
  /**
   * Change a system’s name, contact, scopes and limit
   */
  postAdminSystem: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    body: {
      name: string
      contact_email: string | null
      /**
       * @maxItems 5
       */
      scopes:
        | []
        | ['reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange']
        | [
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
          ]
        | [
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
          ]
        | [
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
          ]
        | [
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange',
            'reports:submit' | 'reports:read' | 'reports:handle' | 'webhooks' | 'exchange'
          ]
      requests_per_minute: number
      /**
       * For the national level only; left out it stays
       */
      vouches_for_contacts?: boolean
    }
    answer: {
      done: boolean
    }
  }
  /**
   * A next key; the ones before go on for seven days
   */
  postAdminSystemKeys: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    answer: {
      key: string | null
    }
  }
  /**
   * End a key now, and every token
   */
  postAdminSystemKeyRevoke: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
      /**
       * The `id` of a key
       */
      key: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Switch a system off, or on again; its keys count only while it is on
   */
  postAdminSystemSwitch: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    body: {
      on: boolean
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Set how a system exchanges reports with us, with the table of states
   */
  postAdminSystemExchange: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    body: {
      /**
       * central: they work in our console; semi: they handle; full: both ways
       */
      model: 'central' | 'semi' | 'full'
      url: string | null
      may_ask_identity: boolean
      takes_secret: boolean
      /**
       * What the partner’s words mean here
       *
       * @maxItems 100
       */
      states: {
        theirs: string
        ours: 'assigned' | 'in_progress' | 'on_hold' | 'answered' | 'archived' | 'closed'
      }[]
      partner_key?: string
    }
    answer: {
      secret: string | null
    }
  }
  /**
   * Set where reports for a system’s place are handed over by Open311 GeoReport v2
   */
  postAdminSystemOpen311: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    body: {
      url: string
      format: 'json' | 'xml'
      jurisdiction_id?: string | null
      /**
       * Named as the sender there: an office, never a reporter
       */
      contact_name: string
      contact_email: string
      default_service: string
      /**
       * Our category codes to their service codes
       */
      services: {
        [k: string]: string
      }
      active: boolean
      /**
       * Left out it stays
       */
      api_key?: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Have a system told of events at an address of its own
   */
  postAdminSystemWebhooks: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    body: {
      url: string
      /**
       * None means all
       *
       * @maxItems 60
       */
      event_types?: string[]
    }
    answer: {
      id: number
      secret: string | null
    }
  }
  /**
   * Have a test event sent
   */
  postAdminSystemWebhookTest: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
      /**
       * The `id` of a webhook
       */
      webhook: string
    }
    answer: {
      queued: number
    }
  }
  /**
   * Call there no more; what was queued is given up
   */
  postAdminSystemWebhookEnd: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
      /**
       * The `id` of a webhook
       */
      webhook: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Send everything since an instant again, under its old message ids
   */
  postAdminSystemWebhookReplay: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
      /**
       * The `id` of a webhook
       */
      webhook: string
    }
    body: {
      /**
       * ISO 8601 with zone
       */
      since: string
    }
    answer: {
      queued: number
    }
  }
  /**
   * What was sent, newest first
   */
  getAdminSystemWebhookDeliveries: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
      /**
       * The `id` of a webhook
       */
      webhook: string
    }
    query?: {
      cursor?: string
    }
    answer: {
      deliveries: {
        id: number
        seq: number | null
        message_id: string
        type: string
        state: string
        attempts: number
        created_at: string
        next_try_at: string | null
        delivered_at: string | null
        last_status: number | null
        last_error: string | null
      }[]
      next_cursor: string | null
    }
  }
  /**
   * The sites that may embed one’s institution’s form
   */
  getAdminEmbed: {
    answer: {
      origins: string[]
    }
  }
  /**
   * Say which sites may embed it: origins such as https://kota.example.go.id
   */
  postAdminEmbed: {
    body: {
      /**
       * @maxItems 100
       */
      origins: string[]
    }
    answer: {
      done: boolean
    }
  }
  /**
   * How an institution shows itself on its own front page
   */
  getAdminInstitutionFront: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
    }
    answer: {
      /**
       * Empty: its name in the registry
       */
      name: string
      color: string | null
      host: string | null
      emblem_url: string | null
    }
  }
  /**
   * Say how it shows itself; what is left out stays
   */
  postAdminInstitutionFront: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
    }
    body: {
      /**
       * Empty: its name in the registry
       */
      name?: string
      color?: string | null
      host?: string | null
      emblem?: string | null
    }
    answer: {
      /**
       * Whether the colour had to become darker
       */
      darkened: boolean
    }
  }
  /**
   * Where an institution’s people sign in with its own accounts, without the secret; null: nowhere
   */
  getAdminInstitutionSignOn: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
    }
    answer: {
      /**
       * To be allowed at the provider
       */
      callback: string
      settings: {
        name: string
        /**
         * Address of the OpenID Connect provider
         */
        issuer: string
        client_id: string
        /**
         * Whether the provider asks for a second factor itself
         */
        asks_second_factor: boolean
        active: boolean
      } | null
    }
  }
  /**
   * Set where an institution’s people sign in
   */
  postAdminInstitutionSignOn: {
    path: {
      /**
       * A code of the registry, such as `kota-pekalongan`
       */
      code: string
    }
    body: {
      name: string
      /**
       * Address of the OpenID Connect provider
       */
      issuer: string
      client_id: string
      /**
       * Whether the provider asks for a second factor itself
       */
      asks_second_factor: boolean
      active: boolean
      /**
       * Left out it stays
       */
      client_secret?: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * How long reports of each class are kept after their end before they name nobody, by which law
   */
  getAdminRetention: {
    answer: {
      rules: {
        class: 'complaint' | 'aspiration' | 'information_request'
        months: number
        source: string
        /**
         * Reports that are anonymised in the next run
         */
        due: number
      }[]
    }
  }
  /**
   * Set how long reports of a class are kept, and by which law
   */
  postAdminRetention: {
    body: {
      class: 'complaint' | 'aspiration' | 'information_request'
      months: number
      source: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Which class or category of reports needs a stated or verified identity
   */
  getAdminIdentityRules: {
    answer: {
      rules: {
        id: number
        class: ('complaint' | 'aspiration' | 'information_request') | null
        category_code: string | null
        /**
         * What a reporter proves: a contact; also states name and NIK; these were found in the population registry
         */
        step: 'contact' | 'stated' | 'verified'
      }[]
      registry: {
        /**
         * Whether a population registry can be asked
         */
        connected: boolean
        /**
         * Reports that wait for its answer
         */
        waiting: number
        since: string | null
        problem: string | null
      }
    }
  }
  /**
   * Set the step for a class, a category or both; an earlier rule for the same is replaced
   */
  postAdminIdentityRules: {
    body: {
      class?: ('complaint' | 'aspiration' | 'information_request') | null
      category_code?: string | null
      /**
       * What a reporter proves: a contact; also states name and NIK; these were found in the population registry
       */
      step: 'contact' | 'stated' | 'verified'
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Take a rule out
   */
  postAdminIdentityRuleRemove: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * The thresholds at which one’s institution is told, and what was measured last
   */
  getAdminAlerts: {
    answer: {
      rules: {
        measure:
          | 'overdue'
          | 'unverified'
          | 'unverified_days'
          | 'disputed_open'
          | 'returned_open'
          | 'silent_units'
          | 'rating'
          | 'followed_up'
          | 'solved_in_time'
        threshold: number
        value: number | null
        crossed_at: string | null
      }[]
    }
  }
  /**
   * Set the threshold of a measure; set again, the later holds
   */
  postAdminAlerts: {
    body: {
      measure:
        | 'overdue'
        | 'unverified'
        | 'unverified_days'
        | 'disputed_open'
        | 'returned_open'
        | 'silent_units'
        | 'rating'
        | 'followed_up'
        | 'solved_in_time'
      threshold: number
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Watch a measure no longer
   */
  postAdminAlertsRemove: {
    body: {
      measure:
        | 'overdue'
        | 'unverified'
        | 'unverified_days'
        | 'disputed_open'
        | 'returned_open'
        | 'silent_units'
        | 'rating'
        | 'followed_up'
        | 'solved_in_time'
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Since when one’s institution asks its reporters after closing; null where it does not
   */
  getAdminSurvey: {
    answer: {
      since: string | null
    }
  }
  /**
   * Ask reporters after closing, or no longer
   */
  postAdminSurvey: {
    body: {
      on: boolean
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Who changed which rule, registry entry, template, setting or block, newest first
   */
  getAdminChanges: {
    query?: {
      area?:
        | 'abuse'
        | 'alert'
        | 'approval'
        | 'consent'
        | 'custodian'
        | 'identity_rule'
        | 'institution'
        | 'message_table'
        | 'registry'
        | 'retention'
        | 'routing'
        | 'sign_on'
        | 'survey'
        | 'template'
      cursor?: string
    }
    answer: {
      changes: {
        id: number
        at: string
        area: string
        action: string
        subject: string
        data: {
          [k: string]: unknown
        }
        account: string | null
        place: string | null
      }[]
      next_cursor: string | null
    }
  }
  /**
   * What false reports lead to, and the marks, blocks and objections there are
   */
  getAdminAbuse: {
    answer: {
      rules: {
        /**
         * False marks of so many days count
         */
        within_days: number
        /**
         * From so many on an identity is asked for
         */
        marks_for_identity: number
        /**
         * From so many on the reporter is blocked
         */
        marks_for_block: number
        block_days: number
      }
      marks: {
        id: number
        tracking_number: string
        reason: string
        marked_at: string
        marked_by: string
        undone_at: string | null
        undone_reason: string | null
      }[]
      blocks: {
        id: number
        tracking_number: string | null
        contact: {
          kind: string
          value: string
        } | null
        reason: string
        blocked_at: string
        blocked_by: string | null
        expires_at: string
        ended_at: string | null
        end_reason: string | null
      }[]
      appeals: {
        id: number
        block_id: number | null
        mark_id: number | null
        tracking_number: string | null
        text: string
        /**
         * Of the block or mark
         */
        reason: string
        made_at: string
        decided_at: string | null
        granted: boolean | null
        decision_reason: string | null
        decider: string | null
      }[]
    }
  }
  /**
   * Set what false reports lead to
   */
  postAdminAbuseRules: {
    body: {
      /**
       * False marks of so many days count
       */
      within_days: number
      /**
       * From so many on an identity is asked for
       */
      marks_for_identity: number
      /**
       * From so many on the reporter is blocked
       */
      marks_for_block: number
      block_days: number
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Take no new reports of a person for a time; they are told why and until when, and may object
   */
  postAdminAbuseBlocks: {
    body: {
      /**
       * The number of a report, whose reporter is meant without learning who it is; or a contact
       */
      target: string
      /**
       * Told to the person
       */
      reason: string
      days: number
    }
    answer: {
      id: number
    }
  }
  /**
   * End a block before its time; the person is told
   */
  postAdminAbuseBlockLift: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    body: {
      /**
       * Kept, and told to whom it concerns
       */
      reason: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Grant an objection, or refuse it with a reason
   */
  postAdminAbuseAppealDecide: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    body: {
      grant: boolean
      reason?: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * How each channel does: last message, what waits, what failed, what it costs
   */
  getAdminChannels: {
    answer: {
      channels: {
        channel: string
        last_in: string | null
        last_out: string | null
        waiting_in: number
        waiting_out: number
        sent: number
        failed: number
        dead_in: number
        dead_out: number
        /**
         * Paid parts of SMS since midnight (UTC)
         */
        parts: number
        /**
         * Capped calls of a provider since midnight (UTC)
         */
        calls: number
        /**
         * Millionths of a US dollar today
         */
        cost_micros: number
        /**
         * The same of 30 days
         */
        month_micros: number
        signature_failures: number
        trouble: string | null
        trouble_since: string | null
      }[]
    }
  }
  /**
   * Messages that could not be delivered, the newest first
   */
  getAdminChannelsUndelivered: {
    answer: {
      messages: {
        id: number
        channel: string
        last_error: string | null
        attempts: number
        tracking_number: string | null
        subject: string
        created_at: string
      }[]
    }
  }
  /**
   * Messages that came in and could not be understood by a fault of ours, the newest first
   */
  getAdminChannelsUnread: {
    answer: {
      messages: {
        id: number
        channel: string
        last_error: string | null
        attempts: number
        received_at: string
      }[]
    }
  }
  /**
   * Send a dead letter again, from its first attempt on
   */
  postAdminChannelsUndeliveredAgain: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Set a dead letter aside; it stays readable
   */
  postAdminChannelsUndeliveredDiscard: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Understand a stored message once more
   */
  postAdminChannelsUnreadAgain: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Set a stored message aside; it stays stored
   */
  postAdminChannelsUnreadDiscard: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    answer: {
      done: boolean
    }
  }
  /**
   * Who is told of which event by which channel
   */
  getAdminMessageTable: {
    answer: {
      cells: {
        event: string
        role: string
        channel: string
        on: boolean
        /**
         * Cannot be switched off
         */
        fixed: boolean
      }[]
    }
  }
  /**
   * Keep which cells are on: those that are not named are off, save the fixed ones
   */
  postAdminMessageTable: {
    body: {
      /**
       * @maxItems 1000
       */
      on: {
        event: string
        role: string
        channel: string
      }[]
    }
    answer: {
      done: boolean
    }
  }
  /**
   * What was told to whom about the reports one’s place holds, and whether it arrived, newest first
   */
  getAdminMessages: {
    query?: {
      state?: 'queued' | 'sent' | 'kept' | 'failed'
      cursor?: string
    }
    answer: {
      messages: {
        id: number
        tracking_number: string | null
        recipient_kind: string
        channel: string
        address: string
        subject: string
        state: string
        attempts: number
        last_error: string | null
        created_at: string
        sent_at: string | null
      }[]
      next_cursor: string | null
    }
  }
  /**
   * One’s own exports, the newest first
   */
  getExports: {
    answer: {
      exports: {
        id: string
        /**
         * reports, monitoring or league
         */
        what: string
        format: 'xlsx' | 'csv' | 'pdf'
        state: 'queued' | 'finished' | 'failed' | 'removed'
        requested_at: string
        rows: number
        bytes: number | null
        finished_at: string | null
      }[]
    }
  }
  /**
   * Have a list of reports that one may see written as a file; who asked for what stays on record
   */
  postExports: {
    body: {
      format: 'xlsx' | 'csv' | 'pdf'
      filter?: {
        q?: string
        state?:
          | 'awaiting_identity'
          | 'submitted'
          | 'on_hold'
          | 'assigned'
          | 'in_progress'
          | 'answered'
          | 'closed'
          | 'archived'
        class?: 'complaint' | 'aspiration' | 'information_request'
        category_code?: string
        area_code?: string
        holder_code?: string
        overdue?: boolean
        warned?: boolean
        disputed?: boolean
        returned?: boolean
        order?: 'newest' | 'urgent'
      }
    }
    answer: {
      id: string
    }
  }
  /**
   * The file of one’s own finished export, for a week
   */
  getExportFile: {
    path: {
      /**
       * The `id` of the list
       */
      id: string
    }
    answer: Blob
  }
  /**
   * Which mails one gets
   */
  getMails: {
    answer: {
      /**
       * Messages of a day in one mail
       */
      daily: boolean
      /**
       * The figures of each week
       */
      weekly: boolean
      /**
       * When a threshold is crossed
       */
      alerts: boolean
    }
  }
  /**
   * Choose which mails one gets; what is left out stays
   */
  postMails: {
    body: {
      /**
       * Messages of a day in one mail
       */
      daily?: boolean
      /**
       * The figures of each week
       */
      weekly?: boolean
      /**
       * When a threshold is crossed
       */
      alerts?: boolean
    }
    answer: {
      done: boolean
    }
  }
  /**
   * All reports of one’s own, by whatever channel they came, the newest first
   */
  getReporterReports: {
    query?: {
      cursor?: string
    }
    answer: {
      reports: {
        tracking_number: string
        state:
          | 'awaiting_identity'
          | 'submitted'
          | 'on_hold'
          | 'assigned'
          | 'in_progress'
          | 'answered'
          | 'closed'
          | 'archived'
        title: string
        channel: string
        secret: boolean
        anonymous: boolean
        area_name: string | null
        holder_name: string
        created_at: string
      }[]
      next_cursor: string | null
    }
  }
  /**
   * Say that a report which waits for its contact is one’s own
   */
  postReportClaim: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * Let only people decide on one’s report; what was assigned automatically is taken back
   */
  postReportObjectToAutomation: {
    path: {
      /**
       * Ten digits; blanks and dashes are no matter
       */
      tracking_number: string
    }
    answer: {
      tracking_number: string
      state:
        | 'awaiting_identity'
        | 'submitted'
        | 'on_hold'
        | 'assigned'
        | 'in_progress'
        | 'answered'
        | 'closed'
        | 'archived'
      version: number
    }
  }
  /**
   * What stands against oneself, and what one objected
   */
  getReporterAppeals: {
    answer: {
      blocks: {
        id: number
        reason: string
        blocked_at: string
        expires_at: string
        ended_at: string | null
        end_reason: string | null
      }[]
      marks: {
        id: number
        tracking_number: string
        reason: string
        marked_at: string
        undone_at: string | null
        undone_reason: string | null
      }[]
      appeals: {
        id: number
        block_id: number | null
        mark_id: number | null
        text: string
        made_at: string
        decided_at: string | null
        granted: boolean | null
        decision_reason: string | null
      }[]
    }
  }
  /**
   * Object to a block, or to a mark on a report of one’s own
   */
  postReporterAppeals: {
    body: {
      block_id?: number
      mark_id?: number
      text: string
    }
    answer: {
      blocks: {
        id: number
        reason: string
        blocked_at: string
        expires_at: string
        ended_at: string | null
        end_reason: string | null
      }[]
      marks: {
        id: number
        tracking_number: string
        reason: string
        marked_at: string
        undone_at: string | null
        undone_reason: string | null
      }[]
      appeals: {
        id: number
        block_id: number | null
        mark_id: number | null
        text: string
        made_at: string
        decided_at: string | null
        granted: boolean | null
        decision_reason: string | null
      }[]
    }
  }
  /**
   * Who one is here
   */
  getReporter: {
    answer: {
      name: string | null
      /**
       * No new report is taken until then; GET /api/v1/reporter/appeals says why
       */
      blocked_until: string | null
      contacts: {
        id: number
        kind: string
        value: string
        primary: boolean
        confirmed: boolean
        undeliverable: boolean
      }[]
    }
  }
  /**
   * Add a contact; the code sent to it is given to `…/codes/{id}/check`
   */
  postReporterContacts: {
    body: {
      /**
       * A phone number or an e-mail address
       */
      contact: string
    }
    answer: {
      id: string
      /**
       * Seconds
       */
      expires_in: number
      /**
       * Training mode only: the code that the contact would be sent
       */
      training_code?: string
    }
  }
  /**
   * Be reached by this contact first
   */
  postReporterContactPrefer: {
    path: {
      /**
       * Id of a contact
       */
      id: string
    }
    answer: {
      name: string | null
      /**
       * No new report is taken until then; GET /api/v1/reporter/appeals says why
       */
      blocked_until: string | null
      contacts: {
        id: number
        kind: string
        value: string
        primary: boolean
        confirmed: boolean
        undeliverable: boolean
      }[]
    }
  }
  /**
   * Take a contact away
   */
  postReporterContactRemove: {
    path: {
      /**
       * Id of a contact
       */
      id: string
    }
    answer: {
      name: string | null
      /**
       * No new report is taken until then; GET /api/v1/reporter/appeals says why
       */
      blocked_until: string | null
      contacts: {
        id: number
        kind: string
        value: string
        primary: boolean
        confirmed: boolean
        undeliverable: boolean
      }[]
    }
  }
  /**
   * Everything that is stored of oneself, to take along (UU 27/2022 art. 5–7)
   */
  getReporterData: {
    answer: {
      exported_at: string
      person: {
        [k: string]: unknown
      }
      reports: {
        [k: string]: unknown
      }[]
      [k: string]: unknown
    }
  }
  /**
   * Set one’s name right, here and on all of one’s reports
   */
  postReporterName: {
    body: {
      name: string
    }
    answer: {
      /**
       * The population registry had confirmed the name before; it is asked again when needed
       */
      confirmation_ended: boolean
    }
  }
  /**
   * Hide one’s name from anybody (`name`), or all of one’s reports from the public (`publication`)
   */
  postReporterWithdrawConsent: {
    body: {
      consent: 'name' | 'publication'
    }
    answer: {
      withdrawn: boolean
    }
  }
  /**
   * Be forgotten; the token ends with it
   */
  postReporterDelete: {
    body: {
      /**
       * HAPUS or DELETE, in so many letters
       */
      confirmation: string
    }
    answer: {
      deleted: boolean
    }
  }
  /**
   * Send a code to a reporter’s contact, to sign in with
   */
  postReporterCodes: {
    body: {
      /**
       * A phone number or an e-mail address
       */
      contact: string
    }
    answer: {
      id: string
      /**
       * Seconds
       */
      expires_in: number
      /**
       * Training mode only: the code that the contact would be sent
       */
      training_code?: string
    }
  }
  /**
   * Send a new code, by the same or another way
   */
  postReporterCodeResend: {
    path: {
      /**
       * Id of the code that was asked for
       */
      id: string
    }
    body: {
      way?: 'same' | 'whatsapp' | 'other'
    }
    answer: {
      id: string
      /**
       * Seconds
       */
      expires_in: number
      /**
       * Training mode only: the code that the contact would be sent
       */
      training_code?: string
    }
  }
  /**
   * Exchange a code for a token, or confirm a contact that was added
   */
  postReporterCodeCheck: {
    path: {
      /**
       * Id of the code that was asked for
       */
      id: string
    }
    body: {
      code: string
    }
    answer: {
      /**
       * sign_in or add_contact
       */
      purpose: string
      /**
       * The contact was another reporter’s: both are one person now
       */
      merged: boolean
      access_token?: string
      token_type?: string
      /**
       * Seconds
       */
      expires_in?: number
    }
  }
  /**
   * End the token; with `everywhere` all tokens and sessions of the person
   */
  postReporterSignOut: {
    body: {
      everywhere?: boolean
    }
    answer: {
      signed_out: boolean
    }
  }
}

/** Method and address of every operation. */
export const OPERATIONS = {
  postReports: { method: 'POST', path: '/api/v1/reports' },
  getReports: { method: 'GET', path: '/api/v1/reports' },
  getReport: { method: 'GET', path: '/api/v1/reports/{tracking_number}' },
  postReportConfirmIdentity: { method: 'POST', path: '/api/v1/reports/{tracking_number}/confirm-identity' },
  postReportResendCode: { method: 'POST', path: '/api/v1/reports/{tracking_number}/resend-code' },
  postReportStateIdentity: { method: 'POST', path: '/api/v1/reports/{tracking_number}/state-identity' },
  postReportAddInformation: { method: 'POST', path: '/api/v1/reports/{tracking_number}/add-information' },
  postReportComplete: { method: 'POST', path: '/api/v1/reports/{tracking_number}/complete' },
  postReportDispute: { method: 'POST', path: '/api/v1/reports/{tracking_number}/dispute' },
  postReportWithdraw: { method: 'POST', path: '/api/v1/reports/{tracking_number}/withdraw' },
  postReportDecideIdentity: { method: 'POST', path: '/api/v1/reports/{tracking_number}/decide-identity' },
  postReportConfirm: { method: 'POST', path: '/api/v1/reports/{tracking_number}/confirm' },
  postReportVerify: { method: 'POST', path: '/api/v1/reports/{tracking_number}/verify' },
  postReportCorrect: { method: 'POST', path: '/api/v1/reports/{tracking_number}/correct' },
  postReportAssign: { method: 'POST', path: '/api/v1/reports/{tracking_number}/assign' },
  postReportReturn: { method: 'POST', path: '/api/v1/reports/{tracking_number}/return' },
  postReportFollowUp: { method: 'POST', path: '/api/v1/reports/{tracking_number}/follow-up' },
  postReportAnswer: { method: 'POST', path: '/api/v1/reports/{tracking_number}/answer' },
  postReportHold: { method: 'POST', path: '/api/v1/reports/{tracking_number}/hold' },
  postReportArchive: { method: 'POST', path: '/api/v1/reports/{tracking_number}/archive' },
  postReportRestore: { method: 'POST', path: '/api/v1/reports/{tracking_number}/restore' },
  postReportClose: { method: 'POST', path: '/api/v1/reports/{tracking_number}/close' },
  postReportTakeOver: { method: 'POST', path: '/api/v1/reports/{tracking_number}/take-over' },
  postReportTasks: { method: 'POST', path: '/api/v1/reports/{tracking_number}/tasks' },
  postReportTasksFollowUp: { method: 'POST', path: '/api/v1/reports/{tracking_number}/tasks/follow-up' },
  postReportTasksFinish: { method: 'POST', path: '/api/v1/reports/{tracking_number}/tasks/finish' },
  postReportTasksDecline: { method: 'POST', path: '/api/v1/reports/{tracking_number}/tasks/decline' },
  postReportTasksCancel: { method: 'POST', path: '/api/v1/reports/{tracking_number}/tasks/cancel' },
  postReportPromiseKept: { method: 'POST', path: '/api/v1/reports/{tracking_number}/promise-kept' },
  postReportJoin: { method: 'POST', path: '/api/v1/reports/{tracking_number}/join' },
  postReportUnjoin: { method: 'POST', path: '/api/v1/reports/{tracking_number}/unjoin' },
  postReportMarkFalse: { method: 'POST', path: '/api/v1/reports/{tracking_number}/mark-false' },
  postReportUnmarkFalse: { method: 'POST', path: '/api/v1/reports/{tracking_number}/unmark-false' },
  postReportUndoAutomation: { method: 'POST', path: '/api/v1/reports/{tracking_number}/undo-automation' },
  postReportApproveAnswer: { method: 'POST', path: '/api/v1/reports/{tracking_number}/approve-answer' },
  postReportRejectAnswer: { method: 'POST', path: '/api/v1/reports/{tracking_number}/reject-answer' },
  postReportSupport: { method: 'POST', path: '/api/v1/reports/{tracking_number}/support' },
  postSimilarReports: { method: 'POST', path: '/api/v1/similar-reports' },
  postReportSendCode: { method: 'POST', path: '/api/v1/reports/{tracking_number}/send-code' },
  postReportCheckCode: { method: 'POST', path: '/api/v1/reports/{tracking_number}/check-code' },
  getReportFile: { method: 'GET', path: '/api/v1/reports/{tracking_number}/files/{id}' },
  getReportSurvey: { method: 'GET', path: '/api/v1/reports/{tracking_number}/survey' },
  postReportSurvey: { method: 'POST', path: '/api/v1/reports/{tracking_number}/survey' },
  postBulkAssign: { method: 'POST', path: '/api/v1/bulk/assign' },
  postBulkHold: { method: 'POST', path: '/api/v1/bulk/hold' },
  postBulkArchive: { method: 'POST', path: '/api/v1/bulk/archive' },
  postBulkFollowUp: { method: 'POST', path: '/api/v1/bulk/follow-up' },
  getBulk: { method: 'GET', path: '/api/v1/bulk/{id}' },
  postReportAttachmentBlur: { method: 'POST', path: '/api/v1/reports/{tracking_number}/attachments/{id}/blur' },
  getReportUnsealRequests: { method: 'GET', path: '/api/v1/reports/{tracking_number}/unseal-requests' },
  postReportUnsealRequests: { method: 'POST', path: '/api/v1/reports/{tracking_number}/unseal-requests' },
  postReportReadIdentity: { method: 'POST', path: '/api/v1/reports/{tracking_number}/read-identity' },
  getUnsealRequests: { method: 'GET', path: '/api/v1/unseal-requests' },
  postUnsealRequestDecide: { method: 'POST', path: '/api/v1/unseal-requests/{id}/decide' },
  getCustodians: { method: 'GET', path: '/api/v1/custodians' },
  postCustodians: { method: 'POST', path: '/api/v1/custodians' },
  getReportProposal: { method: 'GET', path: '/api/v1/reports/{tracking_number}/proposal' },
  getReportJoined: { method: 'GET', path: '/api/v1/reports/{tracking_number}/joined' },
  getInbox: { method: 'GET', path: '/api/v1/inbox' },
  getInboxTasks: { method: 'GET', path: '/api/v1/inbox/tasks' },
  postAttachments: { method: 'POST', path: '/api/v1/attachments' },
  getAreas: { method: 'GET', path: '/api/v1/areas' },
  getInstitutions: { method: 'GET', path: '/api/v1/institutions' },
  getCategories: { method: 'GET', path: '/api/v1/categories' },
  getProblem: { method: 'GET', path: '/api/v1/problems/{code}' },
  getStatistics: { method: 'GET', path: '/api/v1/statistics' },
  getStatisticsFigures: { method: 'GET', path: '/api/v1/statistics/figures' },
  postOauthToken: { method: 'POST', path: '/api/v1/oauth/token' },
  getWebhooks: { method: 'GET', path: '/api/v1/webhooks' },
  postWebhooks: { method: 'POST', path: '/api/v1/webhooks' },
  postWebhookEnd: { method: 'POST', path: '/api/v1/webhooks/{id}/end' },
  postWebhookTest: { method: 'POST', path: '/api/v1/webhooks/{id}/test' },
  postWebhookReplay: { method: 'POST', path: '/api/v1/webhooks/{id}/replay' },
  getWebhookDeliveries: { method: 'GET', path: '/api/v1/webhooks/{id}/deliveries' },
  postExchangeMessages: { method: 'POST', path: '/api/v1/exchange/messages' },
  getExchangeFile: { method: 'GET', path: '/api/v1/exchange/files/{id}' },
  postReportAskIdentity: { method: 'POST', path: '/api/v1/reports/{tracking_number}/ask-identity' },
  getAdminInstitution: { method: 'GET', path: '/api/v1/admin/institutions/{code}' },
  postAdminInstitution: { method: 'POST', path: '/api/v1/admin/institutions/{code}' },
  postAdminInstitutions: { method: 'POST', path: '/api/v1/admin/institutions' },
  postAdminInstitutionMove: { method: 'POST', path: '/api/v1/admin/institutions/{code}/move' },
  postAdminInstitutionDeactivate: { method: 'POST', path: '/api/v1/admin/institutions/{code}/deactivate' },
  postAdminInstitutionReactivate: { method: 'POST', path: '/api/v1/admin/institutions/{code}/reactivate' },
  getAdminCategories: { method: 'GET', path: '/api/v1/admin/categories' },
  postAdminCategories: { method: 'POST', path: '/api/v1/admin/categories' },
  postAdminCategory: { method: 'POST', path: '/api/v1/admin/categories/{code}' },
  getAdminHolidays: { method: 'GET', path: '/api/v1/admin/holidays' },
  postAdminHolidays: { method: 'POST', path: '/api/v1/admin/holidays' },
  postAdminHoliday: { method: 'POST', path: '/api/v1/admin/holidays/{id}' },
  postAdminHolidayRemove: { method: 'POST', path: '/api/v1/admin/holidays/{id}/remove' },
  postAdminHolidaysImport: { method: 'POST', path: '/api/v1/admin/holidays/import' },
  getAdminDeadlineRules: { method: 'GET', path: '/api/v1/admin/deadline-rules' },
  postAdminDeadlineRules: { method: 'POST', path: '/api/v1/admin/deadline-rules' },
  getAdminRecompute: { method: 'GET', path: '/api/v1/admin/recompute' },
  postAdminRecompute: { method: 'POST', path: '/api/v1/admin/recompute' },
  getAdminAccounts: { method: 'GET', path: '/api/v1/admin/accounts' },
  postAdminAccounts: { method: 'POST', path: '/api/v1/admin/accounts' },
  getAdminAccount: { method: 'GET', path: '/api/v1/admin/accounts/{id}' },
  postAdminAccount: { method: 'POST', path: '/api/v1/admin/accounts/{id}' },
  postAdminAccountDeactivate: { method: 'POST', path: '/api/v1/admin/accounts/{id}/deactivate' },
  postAdminAccountReset: { method: 'POST', path: '/api/v1/admin/accounts/{id}/reset' },
  postAdminAccountReactivate: { method: 'POST', path: '/api/v1/admin/accounts/{id}/reactivate' },
  postAdminAccountInviteAgain: { method: 'POST', path: '/api/v1/admin/accounts/{id}/invite-again' },
  getAdminRoutingRules: { method: 'GET', path: '/api/v1/admin/routing-rules' },
  postAdminRoutingRules: { method: 'POST', path: '/api/v1/admin/routing-rules' },
  postAdminRoutingRuleSwitch: { method: 'POST', path: '/api/v1/admin/routing-rules/{id}/switch' },
  getAdminRoutingRuleTrial: { method: 'GET', path: '/api/v1/admin/routing-rules/{id}/trial' },
  getAdminRouting: { method: 'GET', path: '/api/v1/admin/routing' },
  postAdminRouting: { method: 'POST', path: '/api/v1/admin/routing' },
  getAdminInstitutionTemplates: { method: 'GET', path: '/api/v1/admin/institutions/{code}/templates' },
  postAdminInstitutionTemplates: { method: 'POST', path: '/api/v1/admin/institutions/{code}/templates' },
  postAdminInstitutionTemplate: { method: 'POST', path: '/api/v1/admin/institutions/{code}/templates/{id}' },
  postAdminInstitutionTemplateSwitch: { method: 'POST', path: '/api/v1/admin/institutions/{code}/templates/{id}/switch' },
  getAdminInstitutionApproval: { method: 'GET', path: '/api/v1/admin/institutions/{code}/approval' },
  postAdminInstitutionApproval: { method: 'POST', path: '/api/v1/admin/institutions/{code}/approval' },
  getAdminSystems: { method: 'GET', path: '/api/v1/admin/systems' },
  postAdminSystems: { method: 'POST', path: '/api/v1/admin/systems' },
  getAdminSystem: { method: 'GET', path: '/api/v1/admin/systems/{id}' },
  postAdminSystem: { method: 'POST', path: '/api/v1/admin/systems/{id}' },
  postAdminSystemKeys: { method: 'POST', path: '/api/v1/admin/systems/{id}/keys' },
  postAdminSystemKeyRevoke: { method: 'POST', path: '/api/v1/admin/systems/{id}/keys/{key}/revoke' },
  postAdminSystemSwitch: { method: 'POST', path: '/api/v1/admin/systems/{id}/switch' },
  postAdminSystemExchange: { method: 'POST', path: '/api/v1/admin/systems/{id}/exchange' },
  postAdminSystemOpen311: { method: 'POST', path: '/api/v1/admin/systems/{id}/open311' },
  postAdminSystemWebhooks: { method: 'POST', path: '/api/v1/admin/systems/{id}/webhooks' },
  postAdminSystemWebhookTest: { method: 'POST', path: '/api/v1/admin/systems/{id}/webhooks/{webhook}/test' },
  postAdminSystemWebhookEnd: { method: 'POST', path: '/api/v1/admin/systems/{id}/webhooks/{webhook}/end' },
  postAdminSystemWebhookReplay: { method: 'POST', path: '/api/v1/admin/systems/{id}/webhooks/{webhook}/replay' },
  getAdminSystemWebhookDeliveries: { method: 'GET', path: '/api/v1/admin/systems/{id}/webhooks/{webhook}/deliveries' },
  getAdminEmbed: { method: 'GET', path: '/api/v1/admin/embed' },
  postAdminEmbed: { method: 'POST', path: '/api/v1/admin/embed' },
  getAdminInstitutionFront: { method: 'GET', path: '/api/v1/admin/institutions/{code}/front' },
  postAdminInstitutionFront: { method: 'POST', path: '/api/v1/admin/institutions/{code}/front' },
  getAdminInstitutionSignOn: { method: 'GET', path: '/api/v1/admin/institutions/{code}/sign-on' },
  postAdminInstitutionSignOn: { method: 'POST', path: '/api/v1/admin/institutions/{code}/sign-on' },
  getAdminRetention: { method: 'GET', path: '/api/v1/admin/retention' },
  postAdminRetention: { method: 'POST', path: '/api/v1/admin/retention' },
  getAdminIdentityRules: { method: 'GET', path: '/api/v1/admin/identity-rules' },
  postAdminIdentityRules: { method: 'POST', path: '/api/v1/admin/identity-rules' },
  postAdminIdentityRuleRemove: { method: 'POST', path: '/api/v1/admin/identity-rules/{id}/remove' },
  getAdminAlerts: { method: 'GET', path: '/api/v1/admin/alerts' },
  postAdminAlerts: { method: 'POST', path: '/api/v1/admin/alerts' },
  postAdminAlertsRemove: { method: 'POST', path: '/api/v1/admin/alerts/remove' },
  getAdminSurvey: { method: 'GET', path: '/api/v1/admin/survey' },
  postAdminSurvey: { method: 'POST', path: '/api/v1/admin/survey' },
  getAdminChanges: { method: 'GET', path: '/api/v1/admin/changes' },
  getAdminAbuse: { method: 'GET', path: '/api/v1/admin/abuse' },
  postAdminAbuseRules: { method: 'POST', path: '/api/v1/admin/abuse/rules' },
  postAdminAbuseBlocks: { method: 'POST', path: '/api/v1/admin/abuse/blocks' },
  postAdminAbuseBlockLift: { method: 'POST', path: '/api/v1/admin/abuse/blocks/{id}/lift' },
  postAdminAbuseAppealDecide: { method: 'POST', path: '/api/v1/admin/abuse/appeals/{id}/decide' },
  getAdminChannels: { method: 'GET', path: '/api/v1/admin/channels' },
  getAdminChannelsUndelivered: { method: 'GET', path: '/api/v1/admin/channels/undelivered' },
  getAdminChannelsUnread: { method: 'GET', path: '/api/v1/admin/channels/unread' },
  postAdminChannelsUndeliveredAgain: { method: 'POST', path: '/api/v1/admin/channels/undelivered/{id}/again' },
  postAdminChannelsUndeliveredDiscard: { method: 'POST', path: '/api/v1/admin/channels/undelivered/{id}/discard' },
  postAdminChannelsUnreadAgain: { method: 'POST', path: '/api/v1/admin/channels/unread/{id}/again' },
  postAdminChannelsUnreadDiscard: { method: 'POST', path: '/api/v1/admin/channels/unread/{id}/discard' },
  getAdminMessageTable: { method: 'GET', path: '/api/v1/admin/message-table' },
  postAdminMessageTable: { method: 'POST', path: '/api/v1/admin/message-table' },
  getAdminMessages: { method: 'GET', path: '/api/v1/admin/messages' },
  getExports: { method: 'GET', path: '/api/v1/exports' },
  postExports: { method: 'POST', path: '/api/v1/exports' },
  getExportFile: { method: 'GET', path: '/api/v1/exports/{id}/file' },
  getMails: { method: 'GET', path: '/api/v1/mails' },
  postMails: { method: 'POST', path: '/api/v1/mails' },
  getReporterReports: { method: 'GET', path: '/api/v1/reporter/reports' },
  postReportClaim: { method: 'POST', path: '/api/v1/reports/{tracking_number}/claim' },
  postReportObjectToAutomation: { method: 'POST', path: '/api/v1/reports/{tracking_number}/object-to-automation' },
  getReporterAppeals: { method: 'GET', path: '/api/v1/reporter/appeals' },
  postReporterAppeals: { method: 'POST', path: '/api/v1/reporter/appeals' },
  getReporter: { method: 'GET', path: '/api/v1/reporter' },
  postReporterContacts: { method: 'POST', path: '/api/v1/reporter/contacts' },
  postReporterContactPrefer: { method: 'POST', path: '/api/v1/reporter/contacts/{id}/prefer' },
  postReporterContactRemove: { method: 'POST', path: '/api/v1/reporter/contacts/{id}/remove' },
  getReporterData: { method: 'GET', path: '/api/v1/reporter/data' },
  postReporterName: { method: 'POST', path: '/api/v1/reporter/name' },
  postReporterWithdrawConsent: { method: 'POST', path: '/api/v1/reporter/withdraw-consent' },
  postReporterDelete: { method: 'POST', path: '/api/v1/reporter/delete' },
  postReporterCodes: { method: 'POST', path: '/api/v1/reporter/codes' },
  postReporterCodeResend: { method: 'POST', path: '/api/v1/reporter/codes/{id}/resend' },
  postReporterCodeCheck: { method: 'POST', path: '/api/v1/reporter/codes/{id}/check' },
  postReporterSignOut: { method: 'POST', path: '/api/v1/reporter/sign-out' },
} as const satisfies Record<keyof Operations, { method: string; path: string }>
